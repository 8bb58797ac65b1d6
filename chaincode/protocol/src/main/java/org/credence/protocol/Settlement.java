package org.credence.protocol;

/** Where a study's claims are paid; fixed by its proposal. */
public enum Settlement {
    /** On this ledger. */
    LEDGER,
    /** By a vault on an EVM chain that holds the statements' roots. */
    EVM
}
