package org.credence.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract as a peer meets it: over mutual TLS, in the messages of Fabric's chaincode protocol. */
class ChaincodeServiceTest {
    private static final String PACKAGE = "credence_1:0a1b";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private InetSocketAddress address;
    private NettyChaincodeServer server;
    private Thread serving;

    @BeforeEach
    void serve() throws IOException {
        enrol("A", "service");
        enrol("A", "peer");
        enrol("Stranger", "stranger");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), free.getLocalPort());
        }
        Path tls = tls("service");
        server = ChaincodeService.server(new ServiceSettings(
                PACKAGE, address, tls.resolve("server.key"), tls.resolve("server.crt"), tls.resolve("ca.crt")));
        serving = new Thread(
                () -> {
                    try {
                        server.start();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "chaincode-service");
        serving.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
        serving.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(serving.isAlive()).isFalse();
    }

    @Test
    void registersWithItsPeerAndAnswersIt() throws Exception {
        ManagedChannel channel = channel("peer");
        try {
            var answers = new Answers();
            StreamObserver<ChaincodeMessage> peer =
                    ChaincodeGrpc.newStub(channel).withWaitForReady().connect(answers);
            ChaincodeMessage register = answers.next();
            assertThat(register.getType()).isEqualTo(ChaincodeMessage.Type.REGISTER);
            assertThat(ChaincodeID.parseFrom(register.getPayload()).getName()).isEqualTo(PACKAGE);

            peer.onNext(message(ChaincodeMessage.Type.REGISTERED, ByteString.EMPTY));
            peer.onNext(message(ChaincodeMessage.Type.READY, ByteString.EMPTY));
            ChaincodeInput call = ChaincodeInput.newBuilder()
                    .addArgs(ByteString.copyFromUtf8("sealRound"))
                    .addArgs(ByteString.copyFromUtf8("{}"))
                    .build();
            peer.onNext(message(ChaincodeMessage.Type.TRANSACTION, call.toByteString()));

            ChaincodeMessage completed = answers.next();
            assertThat(completed.getType()).isEqualTo(ChaincodeMessage.Type.COMPLETED);
            Response response = Response.parseFrom(completed.getPayload());
            assertThat(response.getStatus()).isEqualTo(500);
            assertThat(response.getMessage()).startsWith("BAD_ARGUMENT: the argument of sealRound");
            peer.onCompleted();
        } finally {
            close(channel);
        }
    }

    @Test
    void refusesCallersWhoseAuthorityIsNotThePeers() throws Exception {
        ManagedChannel known = channel("peer");
        ManagedChannel stranger = channel("stranger");
        try {
            var answers = new Answers();
            ChaincodeGrpc.newStub(known).withWaitForReady().connect(answers);
            answers.next();

            var refused = new Answers();
            ChaincodeGrpc.newStub(stranger).connect(refused);

            assertThat(refused.failure()).hasMessageStartingWith("UNAVAILABLE");
        } finally {
            close(known);
            close(stranger);
        }
    }

    private void enrol(String mspId, String name) {
        Path authority = folder.resolve("ca-" + mspId);
        CertificateAuthority issuer = CertificateAuthority.exists(authority)
                ? CertificateAuthority.open(authority, InstantSource.system(), new SecureRandom())
                : CertificateAuthority.create(
                        authority, mspId, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
        EnrolmentFolder.write(folder.resolve(name), issuer.organization(), issuer.issue(IssueRequest.peer(name)));
    }

    private Path tls(String name) {
        return folder.resolve(name).resolve("tls");
    }

    private ManagedChannel channel(String name) throws IOException {
        return Grpc.newChannelBuilderForAddress(
                        "127.0.0.1",
                        address.getPort(),
                        TlsChannelCredentials.newBuilder()
                                .keyManager(
                                        tls(name).resolve("server.crt").toFile(),
                                        tls(name).resolve("server.key").toFile())
                                .trustManager(tls("service").resolve("ca.crt").toFile())
                                .build())
                .build();
    }

    private static void close(ManagedChannel channel) throws InterruptedException {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static ChaincodeMessage message(ChaincodeMessage.Type type, ByteString payload) {
        return ChaincodeMessage.newBuilder()
                .setType(type)
                .setTxid("tx")
                .setChannelId("channel")
                .setPayload(payload)
                .build();
    }

    private static final class Answers implements StreamObserver<ChaincodeMessage> {
        private final BlockingQueue<ChaincodeMessage> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

        @Override
        public void onNext(ChaincodeMessage message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            failures.add(failure);
        }

        @Override
        public void onCompleted() {
            failures.add(new IllegalStateException("the stream is complete"));
        }

        ChaincodeMessage next() throws InterruptedException {
            ChaincodeMessage message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(message).as("failures: %s", failures).isNotNull();
            return message;
        }

        Throwable failure() throws InterruptedException {
            Throwable failure = failures.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(failure).isNotNull();
            return failure;
        }
    }
}
