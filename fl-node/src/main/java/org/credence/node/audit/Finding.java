package org.credence.node.audit;

/**
 * Something that does not agree.
 *
 * @param where the block, round, member or file
 * @param what was found there, and what would agree
 */
public record Finding(String where, String what) {
    @Override
    public String toString() {
        return where + ": " + what;
    }
}
