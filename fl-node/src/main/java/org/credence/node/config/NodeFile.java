package org.credence.node.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.credence.protocol.MemberId;
import org.credence.protocol.StudyId;

/**
 * What an engineer writes down for a member's node: who it is, where the ledger and the data are, in which studies it takes part. Paths
 * are relative to the file.
 *
 * @param ledger the connection profile
 * @param data the folder of the data files
 * @param studies that it takes part in, each once
 * @param approves studies that the organization's board seat approves without asking a person, and whose statements it approves if
 *     they say what the node computed itself
 */
public record NodeFile(
        MemberId member,
        Path ledger,
        Exchange exchange,
        Path data,
        List<Seat> studies,
        List<StudyId> approves,
        MemberPolicy policy) {
    public NodeFile {
        studies = List.copyOf(studies);
        approves = List.copyOf(approves);
    }

    /**
     * Where the node serves content to the other members.
     *
     * @param listen host and port
     * @param address under which the others reach it
     */
    public record Exchange(Endpoint listen, URI address) {}

    /**
     * A host and a port.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     */
    public record Endpoint(String host, int port) {}

    /**
     * The member in a study.
     *
     * @param member its data file, its test rows, its beneficiaries
     */
    public record Seat(StudyId study, StudyMember member) {}

    /** The member's part in a study, if it takes part. */
    public Optional<Seat> seat(StudyId study) {
        return studies.stream().filter(seat -> seat.study().equals(study)).findFirst();
    }

    /**
     * The settings in this file.
     *
     * @throws NodeFileException if it cannot be read or anything in it is wrong; names every problem found
     */
    public static NodeFile read(Path file) {
        var problems = new Problems(String.valueOf(file.getFileName()), FileKind.NODE);
        String text = YamlText.read(file, problems).orElseThrow(() -> new NodeFileException(problems.all()));
        return NodeFileReader.read(text, file, problems);
    }
}
