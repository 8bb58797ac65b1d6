package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.collection.CollectionAccess;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.message.PrivateData;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.order.Orderer;
import org.credence.network.ledger.store.LedgerStore;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/**
 * Fabric's Deliver service over one embedded ledger. Private data go with a block as far as the reader's organization is a
 * member of their collection.
 */
final class DeliverService extends DeliverGrpc.DeliverImplBase {
    private final LedgerStore store;
    private final Orderer orderer;
    private final ReaderCheck readers;
    private final SeekParser parser;
    private final Executor executor;

    DeliverService(LedgerStore store, Orderer orderer, ReaderCheck readers, SeekParser parser, Executor executor) {
        this.store = store;
        this.orderer = orderer;
        this.readers = readers;
        this.parser = parser;
        this.executor = executor;
    }

    @Override
    public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> out) {
        return call(
                out,
                (block, reader) -> DeliverResponse.newBuilder().setBlock(block).build());
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> out) {
        String channel = orderer.check().config().channel();
        return call(
                out,
                (block, reader) -> DeliverResponse.newBuilder()
                        .setFilteredBlock(BlockEvents.filtered(block, channel))
                        .build());
    }

    @Override
    public StreamObserver<Envelope> deliverWithPrivateData(StreamObserver<DeliverResponse> out) {
        return call(
                out,
                (block, reader) -> DeliverResponse.newBuilder()
                        .setBlockAndPrivateData(
                                privateDataFor(reader, block.getHeader().getNumber()).encode().toBuilder()
                                        .setBlock(block))
                        .build());
    }

    private PrivateData privateDataFor(ByteString reader, long block) throws IOException, IdentityRefusedException {
        Membership membership = orderer.check().config().membership();
        String mspId = membership.identify(reader).mspId();
        Set<String> organizations =
                membership.organizations().stream().map(Organization::mspId).collect(Collectors.toSet());
        CollectionRegistry collections = store.collections();
        return store.privateData()
                .block(block)
                .only(set -> collections
                        .access(set.contract(), set.collection(), mspId, organizations)
                        .filter(CollectionAccess::member)
                        .isPresent());
    }

    private DeliverCall call(StreamObserver<DeliverResponse> out, DeliverCall.Form form) {
        return new DeliverCall(
                        store,
                        orderer.commits(),
                        readers,
                        parser,
                        form,
                        (ServerCallStreamObserver<DeliverResponse>) out,
                        executor)
                .start();
    }
}
