package org.credence.ledger.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.credence.protocol.Digest;
import org.credence.protocol.Event;
import org.credence.protocol.StateEntry;
import org.credence.protocol.encoding.CanonicalJson;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockData;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.hyperledger.fabric.protos.common.BlockMetadata;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Blocks of Fabric, put together from scratch. Header hashes come from Bouncy Castle's DER, not from the code under test. */
final class TestBlocks {
    private TestBlocks() {}

    static <T> T parse(Parser<T> parser, ByteString bytes) {
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /** A block with one transaction after these. */
    static Block next(List<Block> before, ByteString envelope, TxValidationCode verdict) {
        ByteString previous = before.isEmpty()
                ? ByteString.EMPTY
                : ByteString.copyFrom(
                        hash(before.get(before.size() - 1).getHeader()).bytes());
        return block(before.size(), previous, List.of(envelope), verdict);
    }

    static Block block(long number, ByteString previous, List<ByteString> envelopes, TxValidationCode verdict) {
        ByteString all = ByteString.copyFrom(envelopes);
        var filter = new byte[envelopes.size()];
        Arrays.fill(filter, (byte) verdict.getNumber());
        return Block.newBuilder()
                .setHeader(BlockHeader.newBuilder()
                        .setNumber(number)
                        .setPreviousHash(previous)
                        .setDataHash(ByteString.copyFrom(
                                Digest.sha256(all.toByteArray()).bytes())))
                .setData(BlockData.newBuilder().addAllData(envelopes))
                .setMetadata(BlockMetadata.newBuilder()
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.EMPTY)
                        .addMetadata(ByteString.copyFrom(filter)))
                .build();
    }

    static Digest hash(BlockHeader header) {
        try {
            var sequence = new DERSequence(new ASN1Encodable[] {
                new ASN1Integer(header.getNumber()),
                new DEROctetString(header.getPreviousHash().toByteArray()),
                new DEROctetString(header.getDataHash().toByteArray())
            });
            return Digest.sha256(sequence.getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static ChannelHeader header(Block block) {
        Envelope envelope = parse(Envelope.parser(), block.getData().getData(0));
        Header header = parse(Payload.parser(), envelope.getPayload()).getHeader();
        return parse(ChannelHeader.parser(), header.getChannelHeader());
    }

    /** A transaction that answers and writes nothing. */
    static Envelope prepared(Proposal proposal, byte[] reply) {
        return prepared(proposal, reply, TxReadWriteSet.getDefaultInstance(), ByteString.EMPTY);
    }

    static Envelope prepared(Proposal proposal, byte[] reply, TxReadWriteSet writes, ByteString event) {
        var action = ChaincodeAction.newBuilder()
                .setResponse(Response.newBuilder().setStatus(200).setPayload(ByteString.copyFrom(reply)))
                .setResults(writes.toByteString())
                .setEvents(event);
        var response =
                ProposalResponsePayload.newBuilder().setExtension(action.build().toByteString());
        var payload = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal.getPayload())
                .setAction(ChaincodeEndorsedAction.newBuilder()
                        .setProposalResponsePayload(response.build().toByteString()));
        var transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setPayload(payload.build().toByteString()));
        return Envelope.newBuilder()
                .setPayload(Payload.newBuilder()
                        .setHeader(parse(Header.parser(), proposal.getHeader()))
                        .setData(transaction.build().toByteString())
                        .build()
                        .toByteString())
                .build();
    }

    /** A write set of facts, of one chaincode. */
    static NsReadWriteSet writes(String chaincode, StateEntry<?>... facts) {
        var set = KVRWSet.newBuilder();
        for (StateEntry<?> fact : facts) {
            set.addWrites(KVWrite.newBuilder()
                    .setKey(fact.key().ledgerKey())
                    .setValue(ByteString.copyFrom(CanonicalJson.encode(fact.value()))));
        }
        return NsReadWriteSet.newBuilder()
                .setNamespace(chaincode)
                .setRwset(set.build().toByteString())
                .build();
    }

    static ByteString event(Event event) {
        return ChaincodeEvent.newBuilder()
                .setEventName(event.name())
                .setPayload(ByteString.copyFrom(CanonicalJson.encode(event)))
                .build()
                .toByteString();
    }
}
