package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.FabricConfig;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Block;

/** A Fabric channel's: a quorum orders, each contract's definition says who endorses, and members change the configuration. */
record FabricRules(FabricConfig config) implements ChannelRules {
    static FabricRules read(ByteString envelope) throws InvalidConfigException {
        return new FabricRules(FabricConfig.read(envelope));
    }

    @Override
    public long sequence() {
        return config.sequence();
    }

    @Override
    public Membership membership() {
        return config.membership();
    }

    @Override
    public List<DefinedContract> contracts(ContractDefinitions definitions, BlockFaults faults) {
        return new EndorsementCheck(config, definitions, faults).contracts();
    }

    /** A configuration stands alone in its block: orderers see to that, and peers apply whatever stands there. */
    @Override
    public boolean isConfig(Block block) {
        return block.getData().getDataList().stream().anyMatch(FabricConfig::isConfig);
    }

    @Override
    public ChannelRules after(Block block) throws InvalidConfigException {
        if (!isConfig(block) || !DataHash.holds(block)) {
            // A block whose transactions were changed is found out by its check, and nothing in it is worth reading.
            return this;
        }
        if (block.getData().getDataCount() != 1) {
            throw new InvalidConfigException("a configuration must be alone in its block, which has "
                    + block.getData().getDataCount() + " transactions");
        }
        return read(block.getData().getData(0));
    }

    @Override
    public CheckedBlock check(Block block, SignatureVerifier signatures) {
        return new FabricCheck(block, config, signatures).run();
    }
}
