package org.credence.ledger.fabric;

import java.util.Locale;
import java.util.regex.Pattern;

/** What is wrong with a gateway, or behind it, that may pass. Fabric has no codes for these, only words: those of its release 3.1. */
enum Trouble {
    ENDORSERS_DISAGREE(
            "reaches endorsing peers that do not agree: they are at different blocks, or run different versions of the contract",
            "proposalresponsepayloads do not match"),
    NO_CONTRACT(
            "knows no peer that has the contract on the channel",
            "no metadata was found for chaincode",
            "has been successfully defined on channel",
            "no peers available to evaluate chaincode"),
    TOO_FEW_ENDORSERS(
            "reaches too few endorsing peers to satisfy the endorsement policy",
            "failed to select a set of endorsers",
            "no combination of peers can be derived which satisfy the endorsement policy",
            "failed to collect enough transaction endorsements"),
    TOO_FEW_ORDERERS(
            "reaches too few orderers for a quorum",
            "insufficient number of orderers",
            "no orderers could successfully process transaction",
            "no orderer nodes available"),
    NO_CHANNEL(
            "has not joined the channel",
            "channel '[^']*' not found",
            "channel does not exist",
            "failed to get policy manager for channel",
            "failed to get config for channel"),
    CHAINCODE_AWAY(
            "cannot reach its chaincode",
            "could not launch chaincode",
            "chaincode stream terminated",
            "timeout expired while executing transaction"),
    OVERLOADED("is overloaded", "too many requests for", "resource_exhausted"),
    BEHIND("is behind", "has not got block"),
    SILENT("did not answer in time", "deadline_exceeded"),
    UNREACHABLE("cannot be reached", "unavailable", "channel closed"),
    UNKNOWN("failed");

    private final String words;
    private final Pattern signs;

    Trouble(String words, String... signs) {
        this.words = words;
        this.signs = Pattern.compile(signs.length == 0 ? "(?!)" : String.join("|", signs));
    }

    /** What it is, continuing the gateway's name. */
    String words() {
        return words;
    }

    /** The trouble that these words tell of. */
    static Trouble of(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        for (Trouble trouble : values()) {
            if (trouble.signs.matcher(lower).find()) {
                return trouble;
            }
        }
        return UNKNOWN;
    }
}
