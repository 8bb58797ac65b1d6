package org.credence.network.identity;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate as its authority remembers it.
 *
 * @param serial unique within the authority
 * @param name common name of the subject
 * @param expires when it ceases to be valid
 * @param revoked when it was revoked, if it was
 */
public record IssuedCertificate(
        Purpose purpose, BigInteger serial, String name, Instant expires, Optional<Instant> revoked) {
    /** Which of the authority's two roots issued it. */
    public enum Purpose {
        /** It signs transactions and says who its holder is. */
        ENROLMENT,
        /** It serves and calls. */
        TLS
    }
}
