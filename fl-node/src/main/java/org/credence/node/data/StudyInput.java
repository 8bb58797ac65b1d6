package org.credence.node.data;

import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyFileException;

/**
 * All rows of a study on one machine, divided by purpose: what a launcher hands to the members' nodes.
 *
 * @param folds one run for each fold, in order; empty without cross-validation
 * @param main the run that counts: all rows after a cross-validation, else the only one
 * @param notes what was left out of the files, a line for each file
 */
public record StudyInput(Schema schema, List<StudyRun> folds, StudyRun main, List<String> notes) {
    public StudyInput {
        folds = List.copyOf(folds);
        notes = List.copyOf(notes);
    }

    /** Rows of which none was left out. */
    public StudyInput(Schema schema, List<StudyRun> folds, StudyRun main) {
        this(schema, folds, main, List.of());
    }

    /**
     * The schema that a study file gives.
     *
     * @throws StudyFileException if its features do not give distinct columns
     */
    public static Schema schema(StudyFile file) {
        return StudyFiles.schema(file);
    }

    /**
     * Reads every file that the study names and divides the rows. The same files and seed give the same division on every Java.
     *
     * @throws DataFileException naming every problem of every file
     * @throws StudyFileException if the study leaves a member without training rows or the evaluators without validation rows, or lists
     *     a row that does not exist
     */
    public static StudyInput load(StudyFile file, Path folder) {
        return new StudyFiles(file, folder).input();
    }
}
