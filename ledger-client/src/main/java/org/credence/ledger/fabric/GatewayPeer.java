package org.credence.ledger.fabric;

import io.grpc.ManagedChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.hyperledger.fabric.client.Gateway;

/** One peer's gateway, and the newest block that the peer is known to have. Connects at the first call; safe for use by several threads. */
final class GatewayPeer {
    private final String name;
    private final ManagedChannel channel;
    private final Gateway gateway;
    private final AtomicLong newest = new AtomicLong(-1);

    GatewayPeer(GatewayEndpoint endpoint, Caller caller, ClientEnvironment environment) {
        this.name = endpoint.endpoint();
        this.channel = TlsChannel.open(endpoint, caller.enrolment().tls(), environment.executor());
        this.gateway = Gateway.newInstance()
                .connection(channel)
                .identity(caller.identity())
                .signer(caller.signer())
                .connect();
    }

    /** Its endpoint, for messages. */
    String name() {
        return name;
    }

    ManagedChannel channel() {
        return channel;
    }

    Gateway gateway() {
        return gateway;
    }

    /** Notes that the peer told of this block, so that it has it. */
    void told(long block) {
        newest.accumulateAndGet(block, Math::max);
    }

    /** Whether the peer is known to have this block. */
    boolean has(long block) {
        return newest.get() >= block;
    }

    void close() {
        gateway.close();
        channel.shutdownNow();
    }
}
