package org.credence.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call of the ledger: one record for each function of the contract, whose one argument is the record's canonical JSON.
 *
 * <p>A command may ask for anything that has the right shape: whether it is allowed is for the rules to say, in their order of checks.
 * So constructors copy and sort, and refuse nothing. Rounds and windows count from 0, epochs of statements from 1.
 */
public sealed interface Command {

    /** What to do with each command. */
    interface Handler<R> {
        R on(InitCharter command);

        R on(Admit command);

        R on(Suspend command);

        R on(Reinstate command);

        R on(Expel command);

        R on(SetThreshold command);

        R on(RegisterNode command);

        R on(ProposeStudy command);

        R on(ApproveStudy command);

        R on(Enrol command);

        R on(RegisterBeneficiaries command);

        R on(StartStudy command);

        R on(AbortStudy command);

        R on(CommitUpdate command);

        R on(SealRound command);

        R on(AttestModel command);

        R on(CloseStudy command);

        R on(Resolve command);

        R on(CommitScores command);

        R on(RevealScores command);

        R on(AdvanceWindow command);

        R on(PublishScores command);

        R on(ChallengeScores command);

        R on(RuleScores command);

        R on(FinalizeScores command);

        R on(ProposeStatement command);

        R on(ApproveStatement command);

        R on(Claim command);

        R on(RecordAnchor command);
    }

    /** Calls the handler's method for this command. */
    <R> R handle(Handler<R> handler);

    /** The contract's function for this command: the record's name with a small first letter. */
    default String function() {
        return functionOf(getClass());
    }

    /** The command that a function of the contract takes, or null where there is no such function. */
    static @Nullable Class<? extends Command> typeOf(String function) {
        return Functions.TYPES.get(function);
    }

    private static String functionOf(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** The contract's functions by name. */
    final class Functions {
        private static final Map<String, Class<? extends Command>> TYPES = Arrays.stream(
                        Command.class.getPermittedSubclasses())
                .<Class<? extends Command>>map(type -> type.asSubclass(Command.class))
                .collect(Collectors.toMap(
                        Command::functionOf,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException(one + " and " + other + " have one name");
                        },
                        TreeMap::new));

        private Functions() {}

        /** All functions, in the order of their names. */
        public static List<String> names() {
            return List.copyOf(TYPES.keySet());
        }
    }

    // -- charter and membership
    // -----------------------------------------------------------------------------------------------

    /**
     * Founds the consortium; once, by the board of one of its members.
     *
     * @param members active from the start
     * @param threshold votes that decide (K)
     * @param auditors organizations whose auditors may challenge scores
     */
    record InitCharter(List<MemberId> members, int threshold, List<MemberId> auditors) implements Command {
        public InitCharter {
            members = List.copyOf(members);
            auditors = List.copyOf(auditors);
        }

        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to make an organization a member, new or after it was expelled. */
    record Admit(MemberId member) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to suspend an active member. */
    record Suspend(MemberId member) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to make a suspended member active again. */
    record Reinstate(MemberId member) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to end a membership. */
    record Expel(MemberId member) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to change the number of votes that decide. */
    record SetThreshold(int threshold) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Registers the caller's node, or changes what it registered: how other members find it and know that it is the caller's.
     *
     * @param address where the node serves
     * @param tlsRoots roots of the certificates that it serves and calls with (sorted and made distinct on construction)
     * @param signingKey of its receipts
     * @param agreementKey for secrets that others share with it
     */
    record RegisterNode(NodeAddress address, List<TlsRoot> tlsRoots, SigningKey signingKey, AgreementKey agreementKey)
            implements Command {
        public RegisterNode {
            tlsRoots = tlsRoots.stream().sorted().distinct().toList();
        }

        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    // -- study
    // ----------------------------------------------------------------------------------------------------------------

    /**
     * Proposes a study; the caller leads it.
     *
     * @param specHash of the study's specification
     * @param initial hash of the model that round 0 starts from
     * @param rounds 1 to {@link StudyTerms#MAX_ROUNDS}
     * @param budgets credit units of each round, one for each, at least 0; their sum fits a long
     * @param window rounds that are scored together, 1 to {@code rounds}
     * @param privacyBudget the most that a member may spend in the study, in millionths of epsilon
     * @param quorum members that must agree on a model; 0 for floor(2n/3)+1 of the n enrolled
     * @param receipts other members that must have signed for an update's storage before it is committed
     */
    record ProposeStudy(
            StudyId study,
            Digest specHash,
            Digest initial,
            int rounds,
            List<Long> budgets,
            int window,
            long privacyBudget,
            int quorum,
            int receipts,
            Settlement settlement,
            Deadlines deadlines)
            implements Command {
        public ProposeStudy {
            budgets = List.copyOf(budgets);
        }

        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to open a proposed study for enrolment. */
    record ApproveStudy(StudyId study) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * Enrols the caller in an open study.
     *
     * @param manifest hash of the manifest of the rows that the member trains on
     */
    record Enrol(StudyId study, Digest manifest) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Sets, until the study starts, how the caller's credit is divided among accounts. */
    record RegisterBeneficiaries(StudyId study, Split split) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Starts an open study with those enrolled: by its lead, or by anyone enrolled after the enrolment's deadline. */
    record StartStudy(StudyId study) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to end a study. */
    record AbortStudy(StudyId study) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    // -- rounds
    // ---------------------------------------------------------------------------------------------------------------

    /**
     * Commits the caller's update for the open round, and with {@code base} its view of the model before.
     *
     * @param base hash of the model that training started from
     * @param update hash of the encoded update
     * @param examples rows trained on
     * @param epsilonMicros privacy spent by this update, in millionths of epsilon
     * @param receipts members that signed for the update's storage (sorted and made distinct on construction)
     */
    record CommitUpdate(
            StudyId study,
            int round,
            Digest base,
            Digest update,
            int examples,
            long epsilonMicros,
            List<MemberId> receipts)
            implements Command {
        public CommitUpdate {
            receipts = receipts.stream().sorted().distinct().toList();
        }

        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Fixes the included set of the open round and opens the next one. */
    record SealRound(StudyId study, int round) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** The caller's view of the model after a sealed round, where no commit of a next round says it. */
    record AttestModel(StudyId study, int round, Digest model) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Completes a study whose last model has a quorum. */
    record CloseStudy(StudyId study) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A vote on which model a disputed study goes on from.
     *
     * @param base hash of that model
     * @param evidence hash of the document with the board's reasons
     */
    record Resolve(StudyId study, Digest base, Digest evidence) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    // -- scores
    // ---------------------------------------------------------------------------------------------------------------

    /** Commits the caller to its scores of a window. */
    record CommitScores(StudyId study, int window, Digest commitment) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Opens the caller's commitment to its scores. */
    record RevealScores(StudyId study, int window, Digest digest, String nonce) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Moves a window to its next phase, when that is due. */
    record AdvanceWindow(StudyId study, int window) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Publishes the scores whose digest a quorum revealed. */
    record PublishScores(StudyId study, int window, ScoreVector vector) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Challenges published scores; once for each organization and window. */
    record ChallengeScores(StudyId study, int window) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote on the scores of a window that is challenged, disputed or stuck. */
    record RuleScores(StudyId study, int window, ScoreVector vector) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Makes a window's scores final and turns its budget into credit. */
    record FinalizeScores(StudyId study, int window) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    // -- settlement
    // -----------------------------------------------------------------------------------------------------------

    /** Proposes the statement of everything a study has credited so far. */
    record ProposeStatement(StudyId study, int epoch) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** A vote to approve a proposed statement. */
    record ApproveStatement(StudyId study, int epoch) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /** Pays the caller's account what the newest approved statement owes it. */
    record Claim(StudyId study, AccountId account, int epoch) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }

    /**
     * A vote that a statement's root was anchored on the EVM chain.
     *
     * @param root of the statement
     * @param evmTx hash of the chain's transaction
     */
    record RecordAnchor(StudyId study, int epoch, Digest root, Digest evmTx) implements Command {
        @Override
        public <R> R handle(Handler<R> handler) {
            return handler.on(this);
        }
    }
}
