package org.credence.protocol;

import java.util.List;

/**
 * One member's update for one round, as the ledger knows it.
 *
 * @param base hash of the model that training started from
 * @param update hash of the encoded update
 * @param examples rows trained on, at least 1
 * @param epsilonMicros privacy spent by this update, in millionths of epsilon, at least 0
 * @param receipts members that signed for the update's storage, in the order of their ids, each once
 */
public record UpdateCommit(Digest base, Digest update, int examples, long epsilonMicros, List<MemberId> receipts) {
    public UpdateCommit {
        receipts = receipts.stream().sorted().distinct().toList();
    }
}
