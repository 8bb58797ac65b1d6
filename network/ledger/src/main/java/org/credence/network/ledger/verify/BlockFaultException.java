package org.credence.network.ledger.verify;

/** A chain does not hold. Everything before the block named was found good; nothing after it was looked at. */
public final class BlockFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient BlockFault fault;

    BlockFaultException(BlockFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    public BlockFault fault() {
        return fault;
    }
}
