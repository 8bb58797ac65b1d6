package org.credence.node.exchange;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.credence.network.identity.CertificateRefusedException;
import org.credence.network.identity.TlsTrust;
import org.credence.network.identity.TlsUse;
import org.credence.protocol.MemberId;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server: who is at its other end, and until when the next thing has to happen. It is closed if that does not
 * happen, whatever bytes dribble in or out meanwhile. Safe for use by several threads.
 */
final class Visit {
    private final Connection connection;
    private final Scheduler scheduler;
    private final Allowances allowances;
    private boolean over;
    private boolean answering;
    private boolean last;
    private Scheduler.@Nullable Task deadline;
    private @Nullable Allowance taken;
    private @Nullable Checked checked;

    /** What was found of the caller's certificate, which holds while trust is the same. */
    private record Checked(TlsTrust trust, Instant until) {}

    Visit(Connection connection, Scheduler scheduler, Allowances allowances) {
        this.connection = connection;
        this.scheduler = scheduler;
        this.allowances = allowances;
    }

    /** A request has come; its answer, or what is known of it so far, takes no longer than that. */
    synchronized void answerWithin(Duration time) {
        answering = true;
        endAfter(time);
    }

    /** The answer is out, or the connection has just begun; a request comes no later than that. */
    synchronized void expectWithin(Duration time) {
        answering = false;
        endAfter(last ? Duration.ZERO : time);
    }

    /** No more requests: the connection ends now, or with the answer that is under way. */
    synchronized void endWithAnswer() {
        last = true;
        if (!answering) {
            endAfter(Duration.ZERO);
        }
    }

    private void endAfter(Duration time) {
        if (over) {
            return;
        }
        if (deadline != null) {
            deadline.cancel();
        }
        deadline = scheduler.schedule(() -> connection.getEndPoint().close(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The connection is closed. */
    synchronized void end() {
        over = true;
        if (deadline != null) {
            deadline.cancel();
        }
        if (taken != null) {
            taken.leave(connection);
        }
    }

    /**
     * The allowance of the member that calls.
     *
     * @throws DeniedException if it is no member that may fetch now, its certificate is not good now, or it has too many connections
     */
    synchronized Allowance caller(X509Certificate certificate, MemberDirectory members, Instant now) {
        MemberEntry entry = member(certificate)
                .flatMap(members::find)
                .orElseThrow(
                        () -> new DeniedException(
                                Denial.NOT_A_MEMBER,
                                "the certificate's organization is no member here; join the consortium, or look whether the right certificate was used"));
        requireGood(certificate, entry, now);
        if (!entry.active()) {
            throw new DeniedException(
                    Denial.MEMBER_SUSPENDED, "%s is suspended; ask the board".formatted(entry.member()));
        }
        Allowance allowance = allowances.of(entry.member());
        if (!over) {
            allowance.enter(connection);
            taken = allowance;
        }
        return allowance;
    }

    private static Optional<MemberId> member(X509Certificate certificate) {
        return TlsTrust.organization(certificate).map(MemberId::new);
    }

    private void requireGood(X509Certificate certificate, MemberEntry entry, Instant now) {
        if (checked != null && checked.trust().equals(entry.tls()) && !now.isAfter(checked.until())) {
            return;
        }
        checked = null;
        try {
            checked = new Checked(entry.tls(), entry.tls().verify(certificate, TlsUse.CALLING, now));
        } catch (CertificateRefusedException e) {
            throw new DeniedException(Denial.CERTIFICATE_REFUSED, Printable.of(e));
        }
    }
}
