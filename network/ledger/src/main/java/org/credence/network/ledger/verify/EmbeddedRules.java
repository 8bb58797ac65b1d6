package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.config.ConfigTransaction;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.message.BlockForm;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** The embedded ledger's: one host orders and endorses, and its orderer alone changes who is on the channel. */
record EmbeddedRules(ChannelConfig config) implements ChannelRules {
    static EmbeddedRules read(ByteString envelope) throws InvalidConfigException {
        return new EmbeddedRules(ConfigTransaction.read(envelope));
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
        return List.of();
    }

    @Override
    public boolean isConfig(Block block) {
        ByteString valid = BlockForm.filterSlot(List.of(TxValidationCode.VALID));
        try {
            return block.getData().getDataCount() == 1
                    && block.getMetadata().getMetadataCount() == BlockForm.SLOTS
                    && block.getMetadata()
                            .getMetadata(BlockForm.TRANSACTIONS_FILTER)
                            .equals(valid)
                    && ConfigTransaction.isConfig(
                            SignedEnvelope.parse(block.getData().getData(0)));
        } catch (InvalidTransactionException e) {
            return false;
        }
    }

    @Override
    public ChannelRules after(Block block) throws InvalidConfigException {
        return isConfig(block) ? read(block.getData().getData(0)) : this;
    }

    @Override
    public CheckedBlock check(Block block, SignatureVerifier signatures) {
        return new EmbeddedCheck(block, this, signatures).run();
    }
}
