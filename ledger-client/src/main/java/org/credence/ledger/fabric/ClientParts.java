package org.credence.ledger.fabric;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.network.identity.Enrolment;

/**
 * What all calls and streams of one client share.
 *
 * @param closed counted down when the client is closed
 */
record ClientParts(
        Gateways gateways,
        Messages messages,
        Caller caller,
        ClientLimits limits,
        ClientEnvironment environment,
        CountDownLatch closed) {

    /** Parts that connect at the first call. */
    static ClientParts connect(
            ConnectionProfile profile, Enrolment enrolment, ClientLimits limits, ClientEnvironment environment) {
        var caller = new Caller(enrolment);
        var gateways = new Gateways(profile.gateways().stream()
                .map(endpoint -> new GatewayPeer(endpoint, caller, environment))
                .toList());
        var messages = new Messages(caller, profile, environment);
        return new ClientParts(gateways, messages, caller, limits, environment, new CountDownLatch(1));
    }

    Backoff backoff() {
        return new Backoff(limits, environment.jitter());
    }

    /** The exception for a failure that trying again does not mend. */
    RuntimeException fatal(Failure failure) {
        Instant now = environment.clock().instant();
        return failure.fatal(caller.certificate(), now);
    }

    /**
     * Waits, or less if the deadline comes first.
     *
     * @param cause of the wait
     * @throws LedgerUnavailableException if the client was closed or the thread interrupted
     */
    void pause(long nanos, CallDeadline deadline, Throwable cause) {
        long most = Math.max(0, deadline.nanosWithin(Duration.ofNanos(nanos)));
        try {
            if (closed.await(most, TimeUnit.NANOSECONDS)) {
                throw new LedgerUnavailableException("the ledger's client was closed", cause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailableException("interrupted while waiting for the ledger", e);
        }
    }
}
