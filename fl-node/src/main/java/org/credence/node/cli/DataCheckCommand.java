package org.credence.node.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.credence.node.config.StudyFile;
import org.credence.node.config.StudyMember;
import org.credence.node.config.StudySpec.BrokenRows;
import org.credence.node.data.DataCheck;
import org.credence.node.data.Schema;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code credence data check}: whether a member's file fits a study, and what of it would leave the site. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Tells whether a member's file fits a study, and what of it would leave the site. Sends nothing.")
final class DataCheckCommand implements Callable<Integer> {
    @Option(names = "--study", required = true, paramLabel = "FILE", description = "The study file (YAML).")
    private @Nullable Path study;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder with the file it names.")
    private @Nullable Path data;

    @Option(
            names = "--member",
            paramLabel = "ID",
            description = "The member whose file is checked. Default: all whose files are in the folder.")
    private @Nullable String member;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Path studyPath = Arguments.given(study);
        Path folder = Arguments.given(data);
        PrintWriter err = Arguments.given(spec).commandLine().getErr();
        if (!Files.isRegularFile(studyPath) || !Files.isDirectory(folder)) {
            err.println(
                    Files.isRegularFile(studyPath)
                            ? folder + " is no folder; --data names the folder with the file"
                            : studyPath + " is no file; --study names the study file");
            return ExitCode.NO_INPUT;
        }
        StudyFile file = StudyFile.read(studyPath);
        Map<String, List<StudyMember>> files = files(file, folder);
        if (files.isEmpty()) {
            err.println(
                    member == null
                            ? "no member's file is in " + folder
                            : "'%s' is no member of this study; its members are %s"
                                    .formatted(
                                            member,
                                            file.members().stream()
                                                    .map(StudyMember::id)
                                                    .toList()));
            return ExitCode.NO_INPUT;
        }
        var out = new DataCheckPrinter(Arguments.given(spec).commandLine().getOut(), file);
        boolean usable = true;
        Schema schema = Schema.of(file.schema());
        for (Map.Entry<String, List<StudyMember>> entry : files.entrySet()) {
            DataCheck check = DataCheck.of(schema, folder, entry.getKey());
            out.print(check, entry.getValue());
            boolean refused = file.schema().brokenRows() == BrokenRows.REFUSE
                    && !check.broken().isEmpty();
            usable &= !refused && check.rows() > 0;
        }
        return usable ? ExitCode.OK : ExitCode.BAD_INPUT;
    }

    /** The files to check, each once, with the members that name it. */
    private Map<String, List<StudyMember>> files(StudyFile file, Path folder) {
        Map<String, List<StudyMember>> files = new LinkedHashMap<>();
        for (StudyMember candidate : file.members()) {
            boolean wanted = member == null
                    ? Files.exists(folder.resolve(candidate.data()))
                    : candidate.id().equals(new MemberId(member));
            if (wanted) {
                files.merge(candidate.data(), List.of(candidate), DataCheckCommand::both);
            }
        }
        return files;
    }

    private static List<StudyMember> both(List<StudyMember> one, List<StudyMember> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
