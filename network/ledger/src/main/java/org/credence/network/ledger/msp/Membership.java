package org.credence.network.ledger.msp;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.credence.network.identity.CertificateRefusedException;
import org.credence.network.identity.IdentityException;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Organization;
import org.credence.network.identity.Pem;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/**
 * The organizations of the channel at one configuration, and which identities they vouch for. Immutable but for a memo of
 * judgements, which depend on the configuration alone: time is checked by the caller, for each use. Safe for many threads.
 */
public final class Membership {
    private static final int REMEMBERED = 4096;
    private static final int KEY_CERT_SIGN = 5;

    private final Map<String, Organization> byId = new TreeMap<>();
    private final List<Organization> organizations;
    private final Map<ByteString, Judgement> judged = new ConcurrentHashMap<>();

    /**
     * @throws IllegalArgumentException when two organizations share an id, or a root is no authority
     */
    public Membership(List<Organization> organizations) {
        this.organizations = List.copyOf(organizations);
        for (Organization organization : organizations) {
            if (byId.put(organization.mspId(), organization) != null) {
                throw new IllegalArgumentException("two organizations are named " + organization.mspId());
            }
            organization.roots().forEach(root -> requireAuthority(organization, root));
            organization.tlsRoots().forEach(root -> requireAuthority(organization, root));
        }
    }

    /** The organizations, in the order given. */
    public List<Organization> organizations() {
        return organizations;
    }

    /**
     * The identity that these bytes (a serialized {@code msp.SerializedIdentity}) name.
     *
     * @throws IdentityRefusedException when no organization of the channel issued it, it was revoked, or its form is wrong
     */
    public KnownIdentity identify(ByteString creator) throws IdentityRefusedException {
        Judgement judgement = judged.get(creator);
        if (judgement == null) {
            judgement = judge(creator);
            if (judged.size() >= REMEMBERED) {
                judged.clear();
            }
            judged.put(creator, judgement);
        }
        return judgement.identity();
    }

    private Judgement judge(ByteString creator) {
        SerializedIdentity claimed;
        try {
            claimed = SerializedIdentity.parseFrom(creator);
        } catch (InvalidProtocolBufferException e) {
            return new Refused("", "the identity cannot be read");
        }
        Organization organization = byId.get(claimed.getMspid());
        if (organization == null) {
            return new Refused(claimed.getMspid(), "organization " + claimed.getMspid() + " is not on the channel");
        }
        try {
            return new Accepted(judge(organization, certificate(claimed.getIdBytes())));
        } catch (IdentityException | CertificateRefusedException e) {
            return new Refused(claimed.getMspid(), String.valueOf(e.getMessage()));
        }
    }

    private static KnownIdentity judge(Organization organization, X509Certificate certificate) {
        X509Certificate root = root(organization, certificate);
        if (certificate.hasUnsupportedCriticalExtension()) {
            throw new IdentityException("the certificate of " + certificate.getSubjectX500Principal()
                    + " has a critical extension that is not understood");
        }
        Instant from = certificate.getNotBefore().toInstant();
        Instant rootFrom = root.getNotBefore().toInstant();
        NodeOu role = organization.verify(certificate, from.isBefore(rootFrom) ? rootFrom : from);
        return new KnownIdentity(organization.mspId(), role, certificate, root);
    }

    /* The only root there is, or the one of several that signed; that it did is verified with the rest. */
    private static X509Certificate root(Organization organization, X509Certificate certificate) {
        List<X509Certificate> roots = organization.roots();
        if (roots.size() == 1) {
            return roots.get(0);
        }
        return roots.stream()
                .filter(it -> it.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(it -> isSigned(certificate, it.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> new IdentityException("the certificate of " + certificate.getSubjectX500Principal()
                        + " is not issued by a root of " + organization.mspId()));
    }

    /* Some clients end the lines of PEM as their platform does. */
    private static X509Certificate certificate(ByteString pem) {
        String text = pem.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        return Pem.certificate(text.getBytes(StandardCharsets.ISO_8859_1), "the identity");
    }

    private static void requireAuthority(Organization organization, X509Certificate root) {
        boolean[] usage = root.getKeyUsage();
        boolean authority = root.getBasicConstraints() >= 0
                && usage != null
                && usage[KEY_CERT_SIGN]
                && root.getSubjectX500Principal().equals(root.getIssuerX500Principal());
        if (!authority) {
            throw new IllegalArgumentException(
                    "a root of " + organization.mspId() + " is no root authority: " + root.getSubjectX500Principal());
        }
    }

    private static boolean isSigned(X509Certificate certificate, PublicKey authority) {
        try {
            certificate.verify(authority);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private sealed interface Judgement {
        KnownIdentity identity() throws IdentityRefusedException;
    }

    private record Accepted(KnownIdentity identity) implements Judgement {}

    private record Refused(String mspId, String reason) implements Judgement {
        @Override
        public KnownIdentity identity() throws IdentityRefusedException {
            throw new IdentityRefusedException(mspId, reason);
        }
    }
}
