package org.credence.protocol.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.credence.protocol.MemberScore;
import org.credence.protocol.NodeAddress;
import org.credence.protocol.ScoreVector;
import org.credence.protocol.Settlement;
import org.credence.protocol.Share;
import org.credence.protocol.Split;
import org.credence.protocol.StudyId;
import org.credence.protocol.TlsRoot;
import org.credence.protocol.encoding.Hashes;

/** Turns a trace's calls into commands, and hashes back into the symbols they came from. */
final class Symbols {
    private static final String STATEMENT_ROOT = "ROOT";

    private final BiFunction<StudyId, Integer, Digest> roots;
    private final Map<Digest, String> names = new TreeMap<>();

    /** @param roots the root of a study's statement of one epoch, which a trace calls {@code ROOT} */
    Symbols(BiFunction<StudyId, Integer, Digest> roots) {
        this.roots = roots;
    }

    /** The symbol behind a hash, or the hash. */
    String name(Digest digest) {
        return names.getOrDefault(digest, digest.hex());
    }

    /** The account as a trace writes it. */
    static String name(AccountId account) {
        return account.value().substring(0, account.value().indexOf('/'));
    }

    /**
     * The command of a step.
     *
     * @throws IllegalArgumentException if no command can say this
     */
    Command command(String call, JsonNode args) {
        return switch (call) {
            case "admit" -> new Command.Admit(member(args));
            case "suspend" -> new Command.Suspend(member(args));
            case "reinstate" -> new Command.Reinstate(member(args));
            case "expel" -> new Command.Expel(member(args));
            case "setThreshold" -> new Command.SetThreshold(args.get("k").intValue());
            case "registerNode" -> registration(args);
            case "proposeStudy" -> proposal(args);
            case "approveStudy" -> new Command.ApproveStudy(study(args));
            case "enrol" -> new Command.Enrol(study(args), symbol(args.get("manifest")));
            case "registerBeneficiaries" -> new Command.RegisterBeneficiaries(study(args), split(args.get("split")));
            case "startStudy" -> new Command.StartStudy(study(args));
            case "abortStudy" -> new Command.AbortStudy(study(args));
            case "commitUpdate" ->
                new Command.CommitUpdate(
                        study(args),
                        args.get("round").intValue(),
                        symbol(args.get("base")),
                        symbol(args.get("update")),
                        args.get("examples").intValue(),
                        args.get("privacy").longValue(),
                        Trace.members(args.get("receipts")));
            case "sealRound" ->
                new Command.SealRound(study(args), args.get("round").intValue());
            case "attestModel" ->
                new Command.AttestModel(study(args), args.get("round").intValue(), symbol(args.get("model")));
            case "closeStudy" -> new Command.CloseStudy(study(args));
            case "resolve" -> new Command.Resolve(study(args), symbol(args.get("base")), symbol(args.get("evidence")));
            case "commitScores" ->
                new Command.CommitScores(study(args), window(args), commitment(args.get("commitment")));
            case "revealScores" ->
                new Command.RevealScores(
                        study(args),
                        window(args),
                        digest(args.get("digest")),
                        args.get("nonce").textValue());
            case "advanceWindow" -> new Command.AdvanceWindow(study(args), window(args));
            case "publishScores" -> new Command.PublishScores(study(args), window(args), vector(args.get("vector")));
            case "challengeScores" -> new Command.ChallengeScores(study(args), window(args));
            case "ruleScores" -> new Command.RuleScores(study(args), window(args), vector(args.get("vector")));
            case "finalizeScores" -> new Command.FinalizeScores(study(args), window(args));
            case "proposeStatement" -> new Command.ProposeStatement(study(args), epoch(args));
            case "approveStatement" -> new Command.ApproveStatement(study(args), epoch(args));
            case "claim" ->
                new Command.Claim(study(args), account(args.get("account").textValue()), epoch(args));
            case "recordAnchor" ->
                new Command.RecordAnchor(study(args), epoch(args), root(args), symbol(args.get("evmTx")));
            default -> throw new IllegalArgumentException("no command is called " + call);
        };
    }

    private Command proposal(JsonNode args) {
        int rounds = args.get("rounds").intValue();
        JsonNode budgets = args.get("budgets");
        var perRound = new ArrayList<Long>();
        budgets.forEach(budget -> perRound.add(budget.longValue()));
        JsonNode deadlines = args.get("deadlines");
        return new Command.ProposeStudy(
                study(args),
                symbol(args.get("specHash")),
                symbol(args.get("initial")),
                rounds,
                budgets.isArray() ? perRound : Collections.nCopies(Math.max(0, rounds), budgets.longValue()),
                window(args),
                args.get("privacy").longValue(),
                args.get("quorum").intValue(),
                args.get("receipts").intValue(),
                Settlement.valueOf(args.get("settlement").textValue()),
                new Deadlines(
                        deadlines.get("enrol").longValue(),
                        deadlines.get("round").longValue(),
                        deadlines.get("evalCommit").longValue(),
                        deadlines.get("evalReveal").longValue(),
                        deadlines.get("challenge").longValue()));
    }

    private Command.RegisterNode registration(JsonNode args) {
        List<TlsRoot> roots = new ArrayList<>();
        args.get("roots").forEach(name -> {
            TlsRoot root = NodeKeys.root(name.textValue());
            names.put(root.fingerprint(), name.textValue());
            roots.add(root);
        });
        String signing = args.get("signing").textValue();
        String agreement = args.get("agreement").textValue();
        var command = new Command.RegisterNode(
                new NodeAddress(args.get("address").textValue()),
                roots,
                NodeKeys.signing(signing),
                NodeKeys.agreement(agreement));
        names.put(Digest.sha256(command.signingKey().encoded()), signing);
        names.put(Digest.sha256(command.agreementKey().encoded()), agreement);
        return command;
    }

    private static StudyId study(JsonNode args) {
        return new StudyId(args.get("study").textValue());
    }

    private static MemberId member(JsonNode args) {
        return new MemberId(args.get("member").textValue());
    }

    private static int window(JsonNode args) {
        return args.get("window").intValue();
    }

    private static int epoch(JsonNode args) {
        return args.get("epoch").intValue();
    }

    private static AccountId account(String name) {
        return AccountId.of(new MemberId(name));
    }

    /** An opaque name; the empty one names nothing, which no digest can say. */
    private Digest symbol(JsonNode name) {
        if (name.textValue().isEmpty()) {
            throw new IllegalArgumentException("an empty name stands for no hash");
        }
        Digest digest = Digest.sha256(name.textValue().getBytes(StandardCharsets.UTF_8));
        names.put(digest, name.textValue());
        return digest;
    }

    private Digest root(JsonNode args) {
        return args.get("root").textValue().equals(STATEMENT_ROOT)
                ? roots.apply(study(args), epoch(args))
                : symbol(args.get("root"));
    }

    private Digest digest(JsonNode digest) {
        return digest.isTextual()
                ? symbol(digest)
                : Hashes.scores(study(digest), window(digest), vector(digest.get("scores")));
    }

    private Digest commitment(JsonNode commitment) {
        return commitment.isTextual()
                ? symbol(commitment)
                : Hashes.scoreCommitment(
                        study(commitment),
                        window(commitment),
                        new MemberId(commitment.get("evaluator").textValue()),
                        digest(commitment),
                        commitment.get("nonce").textValue());
    }

    private static ScoreVector vector(JsonNode scores) {
        List<MemberScore> vector = new ArrayList<>();
        scores.forEach(score -> vector.add(new MemberScore(
                new MemberId(score.get(0).textValue()), score.get(1).longValue())));
        return new ScoreVector(vector);
    }

    private static Split split(JsonNode split) {
        List<Share> shares = new ArrayList<>();
        split.forEach(share -> shares.add(
                new Share(account(share.get(0).textValue()), share.get(1).intValue())));
        return new Split(shares);
    }
}
