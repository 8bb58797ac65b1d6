package org.credence.node.cli.site;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.protocol.MemberId;

/** An organization's certificates in its folder, issued there where its authority is, too. */
public final class SiteCertificates {
    private final MemberId member;
    private final SiteFolder folder;
    private final InstantSource clock;
    private final SecureRandom random;

    public SiteCertificates(MemberId member, SiteFolder folder, InstantSource clock, SecureRandom random) {
        this.member = member;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The certificate of this name with its key, issued if there is none.
     *
     * @throws SiteException if there is none and the authority is not here
     * @throws org.credence.network.identity.IdentityException if it is broken
     */
    public Enrolment enrolment(String name, Supplier<IssueRequest> request) {
        Path place = folder.certificate(name);
        if (!EnrolmentFolder.exists(place)) {
            if (!CertificateAuthority.exists(folder.authority())) {
                throw new SiteException(
                        "%s has no certificate '%s', and its authority is not in %s: have the authority issue one, and put its folder there"
                                .formatted(member, place, folder.authority()));
            }
            CertificateAuthority authority = CertificateAuthority.open(folder.authority(), clock, random);
            EnrolmentFolder.write(place, authority.organization(), authority.issue(request.get()));
        }
        return EnrolmentFolder.read(place, member.value());
    }
}
