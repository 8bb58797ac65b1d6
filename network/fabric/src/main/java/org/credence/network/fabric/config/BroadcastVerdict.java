package org.credence.network.fabric.config;

import java.util.List;
import org.credence.network.fabric.config.UpdateRefusedException.Reason;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.BroadcastResponse;

/**
 * What an orderer's answer to an update means. Fabric gives a status and prose; the words looked for here are those of Fabric 2.5 to 3.1,
 * and an answer with other words is still a refusal.
 */
final class BroadcastVerdict {
    private static final List<String> OUTDATED =
            List.of("error validating ReadSet", "attempt to set key", "attempted to set key", "but key does not exist");
    private static final String POLICY = "policy for ";

    private BroadcastVerdict() {}

    static boolean isTaken(BroadcastResponse answer) {
        return answer.getStatus() == Status.SUCCESS;
    }

    /** Whether the orderer refuses this update, and would again; otherwise it only cannot take any now. */
    static boolean isRefusal(BroadcastResponse answer) {
        return answer.getStatus() == Status.BAD_REQUEST
                || answer.getStatus() == Status.FORBIDDEN
                || answer.getStatus() == Status.REQUEST_ENTITY_TOO_LARGE;
    }

    static Reason reason(BroadcastResponse refusal) {
        if (refusal.getStatus() == Status.FORBIDDEN) {
            return Reason.NOT_AUTHORIZED;
        }
        String words = refusal.getInfo();
        if (OUTDATED.stream().anyMatch(words::contains)) {
            return Reason.OUTDATED;
        }
        return words.contains(POLICY) && words.contains("not satisfied") ? Reason.POLICY_NOT_SATISFIED : Reason.INVALID;
    }

    /** The refusal, with what to do about it and what the orderer said. */
    static UpdateRefusedException refusal(String channel, OrdererAddress orderer, BroadcastResponse refusal) {
        Reason reason = reason(refusal);
        String advice = switch (reason) {
            case POLICY_NOT_SATISFIED -> "signatures are missing; collect more of them";
            case OUTDATED -> "the configuration has changed since it was made; make it again from the one in force";
            case NOT_AUTHORIZED -> "the sender may not send to the channel; send it as an administrator of a member";
            case INVALID -> "it leads to a configuration that the orderers do not take";
        };
        return new UpdateRefusedException(
                reason,
                "the update of channel " + channel + " is refused by " + orderer + ": " + advice + " ("
                        + refusal.getStatus() + " " + refusal.getInfo() + ")");
    }
}
