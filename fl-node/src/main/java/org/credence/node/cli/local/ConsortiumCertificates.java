package org.credence.node.cli.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.protocol.MemberId;

/** Authorities and certificates of a consortium whose organizations are all on this machine, made on first use. Thread-safe. */
public final class ConsortiumCertificates {
    private final Path home;
    private final List<MemberId> members;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Map<MemberId, CertificateAuthority> authorities = new TreeMap<>();

    /** @param home of the organizations' folders */
    ConsortiumCertificates(Path home, List<MemberId> members, InstantSource clock, SecureRandom random) {
        this.home = home;
        this.members = List.copyOf(members);
        this.clock = clock;
        this.random = random;
    }

    /** The folder of the organizations' folders. */
    Path home() {
        return home;
    }

    /** An organization's authority. */
    synchronized CertificateAuthority authority(MemberId member) {
        if (!members.contains(member)) {
            throw new IllegalArgumentException(member + " is no member of this consortium");
        }
        return authorities.computeIfAbsent(member, this::opened);
    }

    private CertificateAuthority opened(MemberId member) {
        Path place = home.resolve(member.value()).resolve("authority");
        return CertificateAuthority.exists(place)
                ? CertificateAuthority.open(place, clock, random)
                : CertificateAuthority.create(place, member.value(), Lifetimes.DEFAULT, clock, random);
    }

    /** A certificate with its key, issued if there is none of this name. */
    synchronized Enrolment enrolment(MemberId member, String name, Supplier<IssueRequest> request) {
        CertificateAuthority authority = authority(member);
        Path place = home.resolve(member.value()).resolve("certificates").resolve(name);
        if (!EnrolmentFolder.exists(place)) {
            EnrolmentFolder.write(place, authority.organization(), authority.issue(request.get()));
        }
        return EnrolmentFolder.read(place, member.value());
    }
}
