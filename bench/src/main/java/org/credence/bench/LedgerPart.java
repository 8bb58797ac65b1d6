package org.credence.bench;

/** Whose a process or a file is. */
enum LedgerPart {
    /** The Java process with the members' nodes, and the embedded ledger if they run on that. */
    NODES("members' nodes"),
    ORDERERS("ordering nodes"),
    PEERS("peers"),
    SERVICES("contract's services");

    private final String words;

    LedgerPart(String words) {
        this.words = words;
    }

    /** As a table has it. */
    String words() {
        return words;
    }
}
