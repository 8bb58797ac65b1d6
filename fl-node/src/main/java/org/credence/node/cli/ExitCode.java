package org.credence.node.cli;

/** How the program ends. Numbers from 64 on are those of BSD's {@code sysexits.h}. */
final class ExitCode {
    static final int OK = 0;

    /** An audit found something that does not agree, a study ended without a result, or the ledger refused a call. */
    static final int FAILED = 1;

    /** The command line is wrong. */
    static final int USAGE = 2;

    /** The study file, a data file or a study's document is wrong. */
    static final int BAD_INPUT = 65;

    /** A file or folder that the command line names is not there, or the ledger has nothing of that name. */
    static final int NO_INPUT = 66;

    /** A bug. */
    static final int INTERNAL = 70;

    /** The run's folder cannot be used, a file cannot be written, or the ledger cannot be started. */
    static final int IO = 74;

    private ExitCode() {}
}
