package org.credence.protocol;

import java.util.List;

/**
 * An organization's node, as it registered it. It counts only while the organization is an active member: see {@code
 * rules.NodeDirectory}.
 *
 * @param address where it serves
 * @param tlsRoots roots of the certificates that it serves and calls with, 1 to {@value #MAX_TLS_ROOTS}, sorted; more than one while
 *     a root is replaced
 * @param signingKey of its receipts
 * @param agreementKey for secrets that others share with it
 * @param registered when, in seconds of the ledger's time
 */
public record NodeRecord(
        NodeAddress address,
        List<TlsRoot> tlsRoots,
        SigningKey signingKey,
        AgreementKey agreementKey,
        long registered) {
    /** The most TLS roots of a node: the old and the new one, and as many in reserve. */
    public static final int MAX_TLS_ROOTS = 4;

    public NodeRecord {
        tlsRoots = List.copyOf(tlsRoots);
    }

    /** Whether this says what a registration says, whenever that was. */
    public boolean says(Command.RegisterNode command) {
        return address.equals(command.address())
                && tlsRoots.equals(command.tlsRoots())
                && signingKey.equals(command.signingKey())
                && agreementKey.equals(command.agreementKey());
    }
}
