package org.credence.node.config;

/**
 * One thing wrong in a file of settings.
 *
 * @param line from 1; 0 where the file could not be read at all
 * @param column from 1
 * @param field dotted, for example {@code privacy.noiseMultiplier}; empty for the file as a whole
 * @param message what would be right, continuing the field's name
 */
public record Problem(String file, int line, int column, String field, String message) {
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + "  " + (field.isEmpty() ? message : field + " " + message);
    }
}
