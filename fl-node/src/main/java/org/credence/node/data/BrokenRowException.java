package org.credence.node.data;

/** A row that breaks the schema. Becomes a line of a {@link DataFileException}. */
final class BrokenRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 40;

    private BrokenRowException(String message) {
        super(message, null, false, false);
    }

    /**
     * A cell that its column does not allow.
     *
     * @param allowed what would be right, as in {@code a number}
     */
    static BrokenRowException cell(String column, String cell, String allowed) {
        return new BrokenRowException("%s: '%s' is not allowed; write %s".formatted(column, shown(cell), allowed));
    }

    /** A cell that is no molecule. */
    static BrokenRowException molecule(String column, String cell, String reason) {
        return new BrokenRowException("%s: '%s' is no molecule: %s".formatted(column, shown(cell), reason));
    }

    private static String shown(String cell) {
        return cell.length() <= MAX_SHOWN ? cell : cell.substring(0, MAX_SHOWN) + "...";
    }

    /** A line with too few or too many cells. */
    static BrokenRowException ragged(int cells, int expected) {
        return new BrokenRowException("has %d cells, the header line has %d".formatted(cells, expected));
    }

    /** A line without any label. */
    static BrokenRowException unlabelled(int labels) {
        return new BrokenRowException("has none of the %d labels; it teaches nothing".formatted(labels));
    }
}
