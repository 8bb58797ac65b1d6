package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Block;

/**
 * One configuration of a channel, as the judge of the blocks that are made under it. Which kind of ledger it is, the first
 * configuration says. Immutable; safe for many threads.
 */
sealed interface ChannelRules permits EmbeddedRules, FabricRules {
    /** The consensus that the embedded ledger's configuration names. */
    String EMBEDDED = "embedded";

    /**
     * The rules that a channel's first block brings with it, under which it is judged itself.
     *
     * @throws InvalidConfigException when it has no configuration, or one that is not supported
     */
    static ChannelRules first(Block block) throws InvalidConfigException {
        if (block.getData().getDataCount() != 1) {
            throw new InvalidConfigException("the first block must have one transaction, its configuration; has "
                    + block.getData().getDataCount());
        }
        if (!DataHash.holds(block)) {
            throw new InvalidConfigException(DataHash.WRONG);
        }
        ByteString envelope = block.getData().getData(0);
        String consensus = FabricConfig.consensus(envelope);
        return switch (consensus) {
            case EMBEDDED -> EmbeddedRules.read(envelope);
            case FabricConfig.CONSENSUS -> FabricRules.read(envelope);
            default ->
                throw new InvalidConfigException("the ordering service is '" + consensus
                        + "', which is not supported; '" + FabricConfig.CONSENSUS + "' and '" + EMBEDDED + "' are");
        };
    }

    /** 0 for the first configuration, then one more for each change. */
    long sequence();

    Membership membership();

    /** By MSP id. */
    default List<Organization> organizations() {
        return membership().organizations();
    }

    /**
     * The contracts that are defined on the channel; none where the ledger is told them.
     *
     * @param faults for a definition that cannot be understood
     * @throws BlockFaultException when there is one
     */
    List<DefinedContract> contracts(ContractDefinitions definitions, BlockFaults faults);

    /** Whether the block carries a configuration that is in force after it. */
    boolean isConfig(Block block);

    /**
     * The rules in force after a block: these, if it carries no configuration. That the configuration may follow on this one is
     * for {@link #check} to say.
     *
     * @throws InvalidConfigException when the block's configuration cannot be read or is not supported
     */
    ChannelRules after(Block block) throws InvalidConfigException;

    /**
     * Checks what needs no other block: the hash of the transactions, the signatures of those who order, each transaction by
     * itself, or that a configuration may follow on this one. Signatures are most of the work.
     *
     * @throws BlockFaultException when the block does not hold
     */
    CheckedBlock check(Block block, SignatureVerifier signatures);
}
