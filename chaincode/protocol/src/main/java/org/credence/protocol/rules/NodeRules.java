package org.credence.protocol.rules;

import java.time.Instant;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.Keys;
import org.credence.protocol.Membership;
import org.credence.protocol.NodeRecord;
import org.credence.protocol.Role;
import org.credence.protocol.TlsRoot;

/**
 * How members find and verify each other's nodes.
 *
 * <p>Who may register is wider than who may act. An organization that is no member yet registers what the board then votes on; a
 * suspended one may replace keys or an address that were the reason for its suspension, so that they do not count for a moment when it is
 * reinstated. Neither changes anything for others: a record counts while its organization is an active member ({@link NodeDirectory}).
 * Only an expelled organization is refused; what it had registered stays as it was, and the board sees it if it admits it again.
 */
final class NodeRules {
    private final Transaction tx;
    private final Consortium consortium;

    NodeRules(Transaction tx) {
        this.tx = tx;
        this.consortium = new Consortium(tx);
    }

    Verdict register(Command.RegisterNode command) {
        Membership standing = tx.get(Keys.member(tx.me()));
        if (standing != null && standing.status() == Membership.Status.EXPELLED) {
            throw new Refusal(
                    Code.NOT_A_MEMBER,
                    "%s was expelled; the board admits it again before it registers".formatted(tx.me()));
        }
        consortium.requireRole(Role.MEMBER);
        NodeRecord before = tx.get(Keys.node(tx.me()));
        if (before != null && before.says(command)) {
            return Verdict.noop("this node of %s is registered".formatted(tx.me()));
        }
        int roots = command.tlsRoots().size();
        if (roots < 1 || roots > NodeRecord.MAX_TLS_ROOTS) {
            throw new Refusal(
                    Code.BAD_ARGUMENT,
                    "tlsRoots must be 1 to %s certificates, were %s".formatted(NodeRecord.MAX_TLS_ROOTS, roots));
        }
        command.tlsRoots().forEach(this::requireValidNow);
        tx.put(
                Keys.node(tx.me()),
                new NodeRecord(
                        command.address(), command.tlsRoots(), command.signingKey(), command.agreementKey(), tx.now()));
        tx.emit(new Event.NodeRegistered(tx.me(), command.address()));
        return Verdict.OK;
    }

    private void requireValidNow(TlsRoot root) {
        var certificate = root.certificate();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        Instant now = Instant.ofEpochSecond(tx.now());
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new Refusal(
                    Code.BAD_ARGUMENT,
                    "the TLS root %s is valid from %s to %s, the transaction is of %s; register one that is valid"
                            .formatted(root.fingerprint().brief(), from, until, now));
        }
    }
}
