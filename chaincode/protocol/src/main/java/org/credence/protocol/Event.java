package org.credence.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a transaction tells whoever follows the ledger. Its name is the record's; its payload the record's canonical JSON. */
public sealed interface Event {
    /** The event's name on the ledger. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The event with this name, or null. */
    static @Nullable Class<? extends Event> typeOf(String name) {
        return Names.TYPES.get(name);
    }

    /** The events by name. */
    final class Names {
        private static final Map<String, Class<? extends Event>> TYPES = Arrays.stream(
                        Event.class.getPermittedSubclasses())
                .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                .collect(Collectors.toMap(
                        Class::getSimpleName,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException(one + " and " + other + " have one name");
                        },
                        TreeMap::new));

        private Names() {}
    }

    /** The consortium was founded. */
    record CharterAdopted(List<MemberId> members, int threshold, List<MemberId> auditors) implements Event {
        public CharterAdopted {
            members = List.copyOf(members);
            auditors = List.copyOf(auditors);
        }
    }

    /** An organization was admitted, suspended, reinstated or expelled. */
    record MemberStatus(MemberId member, Membership.Status status, int version) implements Event {}

    /** An organization registered its node, or changed what it had registered. */
    record NodeRegistered(MemberId member, NodeAddress address) implements Event {}

    /** A study was proposed. */
    record StudyProposed(StudyId study, MemberId lead, Digest specHash) implements Event {}

    /** A study was approved; members may enrol. */
    record StudyOpen(StudyId study) implements Event {}

    /**
     * A study started with its round 0.
     *
     * @param initial hash of the model to train from
     */
    record RoundOpened(StudyId study, int round, Digest initial, List<MemberId> enrolled, int quorum) implements Event {
        public RoundOpened {
            enrolled = List.copyOf(enrolled);
        }
    }

    /**
     * A round was sealed, and with it the model before it agreed.
     *
     * @param round the sealed one
     * @param base hash of the model that the included updates started from
     * @param source who agreed on that base
     * @param included whose updates make up the model after this round
     * @param status of the study: RUNNING with {@code nextRound} open, or CLOSING
     * @param nextRound the study's round from now on
     * @param openedWindow the window whose scoring opened, if any
     */
    record RoundSealed(
            StudyId study,
            int round,
            Digest base,
            AgreedModel.Source source,
            List<MemberId> included,
            Study.Status status,
            int nextRound,
            @Nullable Integer openedWindow)
            implements Event {
        public RoundSealed {
            included = List.copyOf(included);
        }
    }

    /**
     * No model can reach a quorum any more.
     *
     * @param round the study's round; the model in dispute is the one before it
     */
    record StudyDisputed(StudyId study, int round) implements Event {}

    /**
     * The last model was agreed.
     *
     * @param openedWindow the window whose scoring opened
     */
    record StudyComplete(
            StudyId study,
            Digest model,
            AgreedModel.Source source,
            @Nullable Integer openedWindow) implements Event {}

    /**
     * The board ended a study.
     *
     * @param returned credit units that no member will be paid, in all
     */
    record StudyAborted(StudyId study, long returned) implements Event {}

    /**
     * A window entered another phase.
     *
     * @param digest of the scores with a quorum, for PROVISIONAL
     */
    record WindowAdvanced(
            StudyId study,
            int window,
            ScoreWindow.Status status,
            @Nullable Digest digest) implements Event {}

    /** A window's scores were published; the time for challenges runs. */
    record ScoresPublished(StudyId study, int window, Digest digest) implements Event {}

    /** A window's scores were challenged. */
    record ScoresChallenged(StudyId study, int window, MemberId challenger) implements Event {}

    /** The board ruled on a window's scores. */
    record ScoresRuled(StudyId study, int window, Digest digest) implements Event {}

    /**
     * A window's scores became credit.
     *
     * @param credits of this window
     * @param carried credit units that nobody could be paid: into the next window, or returned
     */
    record ScoresFinal(StudyId study, int window, List<MemberCredit> credits, long carried) implements Event {
        public ScoresFinal {
            credits = List.copyOf(credits);
        }
    }

    /** A statement was computed. */
    record StatementProposed(StudyId study, int epoch, Digest root) implements Event {}

    /** A statement was approved; accounts may claim. */
    record StatementApproved(StudyId study, int epoch, Digest root) implements Event {}

    /**
     * An account was paid.
     *
     * @param amount of this claim, in credit units
     * @param cumulative of all its claims in the study
     */
    record Claimed(StudyId study, AccountId account, int epoch, long amount, long cumulative) implements Event {}

    /** The board recorded where a statement stands on the EVM chain. */
    record EpochAnchored(StudyId study, int epoch, Digest root, Digest evmTx) implements Event {}
}
