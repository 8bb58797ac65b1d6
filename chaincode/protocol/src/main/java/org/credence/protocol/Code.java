package org.credence.protocol;

/**
 * How a transaction ended. Stable names; each refusal has a page in {@code docs/errors}.
 *
 * <p>A refusal changes nothing, with one exception: {@link #ALREADY_COMMITTED} of an update and {@link #ALREADY_ATTESTED} are valid
 * transactions that write the flag {@link FlagKind#EQUIVOCATION}, because a failed endorsement would leave no record.
 */
public enum Code {
    OK("done"),
    OK_NOOP("an identical call was already done; nothing changed"),

    NOT_A_MEMBER("the caller's organization is unknown here or was expelled"),
    SUSPENDED("the caller's organization is suspended"),
    WRONG_ROLE("the certificate has another role"),
    NOT_BOARD("the certificate is not a board seat's"),
    NOT_AN_AUDITOR("the organization is not on the charter's list of auditors"),
    NOT_ACCOUNT_OWNER("the account belongs to someone else"),

    SELF_VOTE("an organization does not vote on itself"),
    WRONG_STATUS("the member is not in a state for this call, or the value is unchanged"),
    THRESHOLD_UNSAFE("the threshold K would not satisfy n - quorum(n) < K <= quorum(n)"),
    ALREADY_VOTED("the same vote stands already"),

    UNKNOWN_STUDY("there is no such study"),
    UNKNOWN_WINDOW("the study has no such window, or has not started"),
    UNKNOWN_EPOCH("there is no such statement, or it is not approved"),
    UNKNOWN_ACCOUNT("the statement does not name the account"),
    STUDY_EXISTS("the name is taken"),

    NOT_ENROLLED("the caller is not enrolled in the study"),
    ALREADY_ENROLLED("the caller is enrolled with another manifest"),
    TOO_FEW_ENROLLED("fewer than four active members are enrolled"),
    QUORUM_UNSAFE("the quorum is below floor(2n/3)+1 or above n"),
    RECEIPTS_UNSAFE("more receipts are required than quorum - 1"),
    BAD_SPLIT("the shares do not add up to 10000, are not positive or repeat an account"),

    WRONG_PHASE("the study or window is not in a state for this call"),
    WRONG_ROUND("another round is meant to be named here"),
    TOO_EARLY("the deadline has not passed and somebody is still awaited"),
    TOO_LATE("the deadline has passed"),
    BAD_ARGUMENT("an argument is malformed, out of range or empty"),

    ALREADY_COMMITTED("another update or commitment of the caller is on record"),
    ALREADY_ATTESTED("another model of the caller is on record"),
    ATTESTATION_CONFLICT("the base differs from the caller's own attestation"),

    WRONG_BASE("round 0 starts from the study's initial model"),
    MISSING_RECEIPTS("too few other enrolled members signed for the update's storage"),
    PRIVACY_BUDGET_EXCEEDED("the member's total would pass the study's privacy budget"),

    ALREADY_SEALED("the round was sealed before"),
    ALREADY_AGREED("the model was agreed before"),
    NO_QUORUM("nobody has a quorum yet and somebody still may"),
    NOT_BACKED("too few members back the named base"),

    NOT_COMMITTED("there is no commitment to open"),
    COMMITMENT_MISMATCH("the digest and nonce do not open the commitment"),
    ALREADY_REVEALED("another digest of the caller is revealed"),

    DIGEST_MISMATCH("the vector or root does not hash to the digest on record"),
    BAD_VECTOR("the vector's members are not exactly those included in the window"),
    ALREADY_PUBLISHED("another vector is published"),
    NOT_PUBLISHED("no vector is published"),

    ALREADY_CHALLENGED("the organization challenged these scores before"),
    CHALLENGE_OPEN("a challenge awaits the board's ruling"),
    PREVIOUS_WINDOW_OPEN("the window before is not final"),
    ALREADY_FINAL("the window is final"),

    ALREADY_PROPOSED("the epoch has a statement"),
    ALREADY_APPROVED("the statement was approved before"),
    WRONG_EPOCH("another epoch is meant to be named here"),
    NOTHING_TO_SETTLE("nothing was credited since the newest statement"),
    NO_STATEMENT("the study has no approved statement"),
    NOTHING_TO_CLAIM("the account was paid all that the statement owes it"),

    WRONG_SETTLEMENT("the study does not settle on an EVM chain"),
    SETTLED_ELSEWHERE("the study does not settle on this ledger"),
    ALREADY_ANCHORED("another transaction is recorded for the epoch");

    private final String meaning;

    Code(String meaning) {
        this.meaning = meaning;
    }

    /** What the code says, in one clause. */
    public String meaning() {
        return meaning;
    }

    /** Whether the call was not done; {@link #OK} and {@link #OK_NOOP} alone are no refusals. */
    public boolean isRefusal() {
        return this != OK && this != OK_NOOP;
    }
}
