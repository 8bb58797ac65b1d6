package org.credence.node.cli.site;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IdentityException;
import org.credence.protocol.MemberId;

/** The ledger under an organization's certificates, connected at first use. Notices when one of them was renewed. */
public final class SiteLedgers implements AutoCloseable {
    private final MemberId member;
    private final SiteFolder folder;
    private final ConnectionProfile profile;
    private final ClientEnvironment environment;
    private final Map<String, Open> open = new ConcurrentSkipListMap<>();

    private record Open(Enrolment enrolment, Ledger ledger) {}

    /** The ledger at the place that the profile names. */
    public SiteLedgers(MemberId member, SiteFolder folder, Path profile, ClientEnvironment environment) {
        this.member = member;
        this.folder = folder;
        this.profile = ConnectionProfile.read(profile);
        this.environment = environment;
    }

    /**
     * The ledger under the certificate of this name. The same name gives the same connection.
     *
     * @throws org.credence.network.identity.IdentityException if there is none, or it is broken
     */
    public Ledger as(String name) {
        return open.computeIfAbsent(name, this::connect).ledger();
    }

    private Open connect(String name) {
        Enrolment enrolment = read(name);
        return new Open(enrolment, FabricLedger.connect(profile, enrolment, ClientLimits.DEFAULT, environment));
    }

    private Enrolment read(String name) {
        return EnrolmentFolder.read(folder.certificate(name), member.value());
    }

    /** Whether a certificate in use was replaced by another in its folder. */
    public boolean renewed() {
        return open.entrySet().stream().anyMatch(entry -> isRenewed(entry.getKey(), entry.getValue()));
    }

    private boolean isRenewed(String name, Open before) {
        try {
            return !read(name)
                    .identity()
                    .certificate()
                    .equals(before.enrolment().identity().certificate());
        } catch (IdentityException e) {
            return false; // Half of a new one, perhaps: what is in use is whole.
        }
    }

    @Override
    public void close() {
        open.values().forEach(one -> one.ledger().close());
    }
}
