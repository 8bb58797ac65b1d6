package org.credence.network.identity;

/** A certificate that parses is not good here and now: {@link #reason()} is for programs, the message for people. */
public final class CertificateRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a certificate is refused, in the order in which the checks are made. */
    public enum Reason {
        /** No root of the organization signed it. */
        UNKNOWN_ISSUER,
        /** It or its root is not valid yet. */
        NOT_YET_VALID,
        /** It or its root is not valid any more. */
        EXPIRED,
        /** A revocation list of its issuer names it. */
        REVOKED,
        /** Its key is not EC P-256, its key usage does not allow signing, or it is itself an authority. */
        WRONG_USE,
        /** Its subject has none, or more than one, of Fabric's node roles as organizational unit. */
        WRONG_NODE_OU
    }

    private final Reason reason;

    public CertificateRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
