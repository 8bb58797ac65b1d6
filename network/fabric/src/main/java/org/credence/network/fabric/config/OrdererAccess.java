package org.credence.network.fabric.config;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.credence.network.identity.Enrolment;

/**
 * How to speak to orderers.
 *
 * @param enrolment signs requests (an administrator's, for updates), and calls with its TLS certificate
 * @param nonces makes messages unique
 * @param clock gives messages their time; the orderers refuse one that is far from their own
 * @param timeout for each operation as a whole
 */
public record OrdererAccess(Enrolment enrolment, SecureRandom nonces, InstantSource clock, Duration timeout) {
    public OrdererAccess {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be positive, was " + timeout);
        }
    }

    ChannelSigner signer() {
        return new ChannelSigner(enrolment.identity(), nonces);
    }
}
