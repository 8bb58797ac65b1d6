package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerTransaction;
import org.credence.ledger.LedgerWrite;
import org.credence.protocol.Command;
import org.credence.protocol.Event;
import org.credence.protocol.MemberId;
import org.credence.protocol.Reply;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.encoding.DecodeException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;

/** A transaction in a block of Fabric, unpacked layer by layer as its parts are asked for. */
final class FabricTransaction implements LedgerTransaction {
    private final ChannelHeader header;
    private final SerializedIdentity creator;
    private final MemberId organization;
    private final ByteString data;
    private final String validation;
    private final String chaincode;

    private FabricTransaction(
            ChannelHeader header, SerializedIdentity creator, ByteString data, String validation, String chaincode) {
        this.header = header;
        this.creator = creator;
        this.organization = new MemberId(creator.getMspid());
        this.data = data;
        this.validation = validation;
        this.chaincode = chaincode;
    }

    /**
     * The transaction in an envelope, or empty if it is no call of this contract.
     *
     * @throws InvalidProtocolBufferException if the envelope or one of its headers is none
     * @throws IllegalArgumentException if the creator's MSP id is none
     */
    static Optional<FabricTransaction> parse(ByteString envelope, String validation, String chaincode)
            throws InvalidProtocolBufferException {
        Payload payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE || !calls(header, chaincode)) {
            return Optional.empty();
        }
        SignatureHeader signature =
                SignatureHeader.parseFrom(payload.getHeader().getSignatureHeader());
        return Optional.of(new FabricTransaction(
                header,
                SerializedIdentity.parseFrom(signature.getCreator()),
                payload.getData(),
                validation,
                chaincode));
    }

    private static boolean calls(ChannelHeader header, String chaincode) throws InvalidProtocolBufferException {
        return ChaincodeHeaderExtension.parseFrom(header.getExtension())
                .getChaincodeId()
                .getName()
                .equals(chaincode);
    }

    @Override
    public String id() {
        return header.getTxId();
    }

    @Override
    public MemberId creator() {
        return organization;
    }

    @Override
    public byte[] certificate() {
        return creator.getIdBytes().toByteArray();
    }

    @Override
    public Instant timestamp() {
        Timestamp time = header.getTimestamp();
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    @Override
    public String validation() {
        return validation;
    }

    @Override
    public String function() {
        ChaincodeInput input = input();
        return input.getArgsCount() == 0 ? "" : input.getArgs(0).toStringUtf8();
    }

    @Override
    public Optional<Command> command() {
        ChaincodeInput input = input();
        if (input.getArgsCount() != 2) {
            return Optional.empty();
        }
        Class<? extends Command> type = Command.typeOf(input.getArgs(0).toStringUtf8());
        return type == null ? Optional.empty() : decoded(input.getArgs(1), type).map(Command.class::cast);
    }

    @Override
    public Optional<Reply> reply() {
        return decoded(action().getResponse().getPayload(), Reply.class);
    }

    @Override
    public List<LedgerWrite> writes() {
        try {
            var writes = new ArrayList<LedgerWrite>();
            for (NsReadWriteSet set :
                    TxReadWriteSet.parseFrom(action().getResults()).getNsRwsetList()) {
                if (set.getNamespace().equals(chaincode)) {
                    KVRWSet.parseFrom(set.getRwset()).getWritesList().forEach(write -> writes.add(write(write)));
                }
            }
            return writes;
        } catch (InvalidProtocolBufferException e) {
            throw broken("write set", e);
        }
    }

    @Override
    public Optional<Event> event() {
        try {
            ChaincodeEvent event = ChaincodeEvent.parseFrom(action().getEvents());
            Class<? extends Event> type = Event.typeOf(event.getEventName());
            return type == null
                    ? Optional.empty()
                    : decoded(event.getPayload(), type).map(Event.class::cast);
        } catch (InvalidProtocolBufferException e) {
            throw broken("event", e);
        }
    }

    private static LedgerWrite write(KVWrite write) {
        return write.getIsDelete()
                ? LedgerWrite.delete(write.getKey())
                : LedgerWrite.of(write.getKey(), write.getValue().toByteArray());
    }

    private static <T> Optional<T> decoded(ByteString json, Class<T> type) {
        try {
            return Optional.of(CanonicalJson.decode(json.toByteArray(), type));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private ChaincodeActionPayload payload() throws InvalidProtocolBufferException {
        Transaction transaction = Transaction.parseFrom(data);
        if (transaction.getActionsCount() != 1) {
            throw new InvalidProtocolBufferException("it has " + transaction.getActionsCount() + " actions, not one");
        }
        return ChaincodeActionPayload.parseFrom(transaction.getActions(0).getPayload());
    }

    private ChaincodeInput input() {
        try {
            var proposal = ChaincodeProposalPayload.parseFrom(payload().getChaincodeProposalPayload());
            return ChaincodeInvocationSpec.parseFrom(proposal.getInput())
                    .getChaincodeSpec()
                    .getInput();
        } catch (InvalidProtocolBufferException e) {
            throw broken("input", e);
        }
    }

    private ChaincodeAction action() {
        try {
            var response =
                    ProposalResponsePayload.parseFrom(payload().getAction().getProposalResponsePayload());
            return ChaincodeAction.parseFrom(response.getExtension());
        } catch (InvalidProtocolBufferException e) {
            throw broken("result", e);
        }
    }

    private LedgerFaultException broken(String part, InvalidProtocolBufferException cause) {
        return new LedgerFaultException("transaction " + id() + " (" + validation + ") has a broken " + part, cause);
    }
}
