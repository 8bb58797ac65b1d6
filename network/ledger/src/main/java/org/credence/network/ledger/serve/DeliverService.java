package org.credence.network.ledger.serve;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.credence.network.ledger.order.Orderer;
import org.credence.network.ledger.store.LedgerStore;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/** Fabric's Deliver service over one embedded ledger. Blocks never have private data with them: there is none. */
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
        return call(out, block -> DeliverResponse.newBuilder().setBlock(block).build());
    }

    @Override
    public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> out) {
        String channel = orderer.check().config().channel();
        return call(
                out,
                block -> DeliverResponse.newBuilder()
                        .setFilteredBlock(BlockEvents.filtered(block, channel))
                        .build());
    }

    @Override
    public StreamObserver<Envelope> deliverWithPrivateData(StreamObserver<DeliverResponse> out) {
        return call(
                out,
                block -> DeliverResponse.newBuilder()
                        .setBlockAndPrivateData(BlockAndPrivateData.newBuilder().setBlock(block))
                        .build());
    }

    private DeliverCall call(StreamObserver<DeliverResponse> out, Function<Block, DeliverResponse> form) {
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
