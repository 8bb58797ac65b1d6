package org.credence.node.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.credence.node.config.StudySpec.AggregationSpec;
import org.credence.node.config.StudySpec.ContributionSpec;
import org.credence.node.config.StudySpec.IncentiveSpec;
import org.credence.node.config.StudySpec.ModelSpec;
import org.credence.node.config.StudySpec.PrivacySpec;
import org.credence.node.config.StudySpec.ScheduleSpec;
import org.credence.node.config.StudySpec.SchemaSpec;
import org.credence.node.config.StudySpec.TrainingSpec;
import org.credence.protocol.Digest;
import org.credence.protocol.StudyId;

/**
 * A study as its lead writes it: what the members are to agree on, who they are, and which rows are used for what. Every field is
 * explained in {@code examples/study.yaml}.
 *
 * @param members at least {@link #MIN_MEMBERS}, in the order of the file, ids and data files distinct
 * @param places where all this is written
 */
public record StudyFile(
        StudyId study,
        String title,
        long seed,
        SchemaSpec schema,
        ModelSpec model,
        TrainingSpec training,
        AggregationSpec aggregation,
        PrivacySpec privacy,
        ContributionSpec contribution,
        IncentiveSpec incentive,
        ScheduleSpec schedule,
        List<StudyMember> members,
        ValidationSource validation,
        Evaluation evaluation,
        FieldPlaces places) {

    /** The smallest consortium: among three, one liar decides. */
    public static final int MIN_MEMBERS = 4;

    /** A study file is text of a few pages; more is a mistake. */
    private static final int MAX_BYTES = 1 << 20;

    public StudyFile {
        members = List.copyOf(members);
    }

    /**
     * The study in this file.
     *
     * @throws StudyFileException if it cannot be read or anything in it is wrong; names every problem found
     */
    public static StudyFile read(Path file) {
        String name = String.valueOf(file.getFileName());
        var problems = new Problems(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(0, 0, "", "is larger than 1 MiB; a study file is a few pages of YAML");
                throw problems.exception();
            }
            byte[] bytes = Files.readAllBytes(file);
            return parse(
                    name,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            problems.add(0, 0, "", "is not UTF-8; save it in that encoding");
        } catch (IOException e) {
            problems.add(0, 0, "", "cannot be read: " + e);
        }
        throw problems.exception();
    }

    /**
     * The study in this text.
     *
     * @param name how problems call the file
     * @throws StudyFileException if anything is wrong; names every problem found
     */
    public static StudyFile parse(String name, String yaml) {
        return StudyFileReader.read(name, yaml);
    }

    /**
     * The refusal of this study for a reason that is not found in its text alone.
     *
     * @param field dotted, for example {@code privacy.epsilonBudget}; it need not be written in the file
     * @param message what would be right, continuing the field's name
     */
    public StudyFileException refusal(String field, String message) {
        return places.refusal(field, message);
    }

    /** What the members approve, with the hash of the canonical validation set. */
    public StudySpec spec(StudyId id, Digest validationSet) {
        return new StudySpec(
                StudySpec.VERSION,
                id,
                title,
                seed,
                schema,
                model,
                training,
                aggregation,
                privacy,
                contribution,
                incentive,
                schedule,
                validationSet);
    }

    /** The same study with another seed. */
    public StudyFile withSeed(long other) {
        return new StudyFile(
                study,
                title,
                other,
                schema,
                model,
                training,
                aggregation,
                privacy,
                contribution,
                incentive,
                schedule,
                members,
                validation,
                evaluation,
                places);
    }

    /**
     * The same study with another number of rounds; the score window is shortened where it would be longer.
     *
     * @throws IllegalArgumentException unless rounds are 1 to {@link StudySpec#MAX_ROUNDS}
     */
    public StudyFile withRounds(int rounds) {
        var longer = new ScheduleSpec(
                rounds,
                schedule.enrolSeconds(),
                schedule.roundSeconds(),
                schedule.scoreCommitSeconds(),
                schedule.scoreRevealSeconds(),
                schedule.challengeSeconds());
        var windows = new ContributionSpec(
                contribution.method(),
                Math.min(contribution.window(), rounds),
                contribution.roundTruncation(),
                contribution.pairTruncation(),
                contribution.permutations());
        return new StudyFile(
                study,
                title,
                seed,
                schema,
                model,
                training,
                aggregation,
                privacy,
                windows,
                incentive,
                longer,
                members,
                validation,
                evaluation,
                places);
    }

    /**
     * The same study with the first of its members alone.
     *
     * @throws IllegalArgumentException unless count is {@link #MIN_MEMBERS} to the number of members
     */
    public StudyFile withFirstMembers(int count) {
        if (count < MIN_MEMBERS || count > members.size()) {
            throw new IllegalArgumentException(
                    "a part of this study has %d to %d members, was %d".formatted(MIN_MEMBERS, members.size(), count));
        }
        return new StudyFile(
                study,
                title,
                seed,
                schema,
                model,
                training,
                aggregation,
                privacy,
                contribution,
                incentive,
                schedule,
                members.subList(0, count),
                validation,
                evaluation,
                places);
    }

    /** The same study with another way to train and to protect updates. */
    public StudyFile with(TrainingSpec otherTraining, PrivacySpec otherPrivacy) {
        return new StudyFile(
                study,
                title,
                seed,
                schema,
                model,
                otherTraining,
                aggregation,
                otherPrivacy,
                contribution,
                incentive,
                schedule,
                members,
                validation,
                evaluation,
                places);
    }
}
