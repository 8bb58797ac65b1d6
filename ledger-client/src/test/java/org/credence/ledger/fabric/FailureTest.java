package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Failures that no peer can be made to give at will: those of the connection itself. */
final class FailureTest {
    private static final String PEER = "127.0.0.1:7051";

    @Test
    void aConnectionThatClosesWhileACallIsMadeIsAPeerThatIsAway() {
        Status status = Status.UNKNOWN.withDescription("channel closed").withCause(new ClosedChannelException());

        Failure failure = Failure.ofStream(status, PEER);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.AWAY);
        assertThat(failure.report()).isEqualTo(PEER + " cannot be reached (UNKNOWN: channel closed)");
    }

    @Test
    void whatThePeerItselfDoesNotKnowIsAFault() {
        Failure failure = Failure.ofStream(Status.UNKNOWN.withDescription("channel closed"), PEER);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.FAULT);
    }

    @Test
    void aPeersNoToTheCertificateStaysANoWhateverTheCode() {
        var alert = new SSLHandshakeException("Received fatal alert: CERTIFICATE_UNKNOWN");

        Failure failure = Failure.ofStream(Status.UNKNOWN.withCause(alert), PEER);

        assertThat(failure.kind()).isEqualTo(Failure.Kind.SHUT);
    }
}
