package org.credence.contract;

import java.nio.file.Path;
import java.util.List;
import org.credence.protocol.Code;
import org.credence.protocol.Reply;
import org.credence.protocol.StateView;
import org.credence.protocol.TxContext;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.credence.protocol.trace.Trace;
import org.credence.protocol.trace.TraceReplay;
import org.credence.protocol.trace.TraceTarget;
import org.hyperledger.fabric.shim.Chaincode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract lives the reference model's histories as the rules do, with certificates and composite keys in between. */
class ContractTraceTest {
    @TempDir
    private static Path folder;

    private static Creators creators;

    @BeforeAll
    static void enrol() {
        creators = new Creators(folder);
    }

    static List<Trace> traces() {
        return Trace.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traces")
    void replaysWithTheSameCodesEventsAndStates(Trace trace) {
        TraceReplay.run(trace, new PeerTarget(new MemoryPeer(creators, new CredenceChaincode())));
    }

    private record PeerTarget(MemoryPeer peer) implements TraceTarget {
        @Override
        public Answer submit(TxContext sender, String function, String argument) {
            MemoryPeer.Simulation simulation = peer.submit(sender, function, argument);
            Chaincode.Response response = simulation.response();
            if (response.getStatusCode() == 200) {
                Reply reply = CanonicalJson.decode(response.getPayload(), Reply.class);
                return new Answer(reply.code(), simulation.event());
            }
            String message = response.getMessage();
            return new Answer(Code.valueOf(message.substring(0, message.indexOf(": "))), null);
        }

        @Override
        public StateView state() {
            var state = new LedgerState();
            peer.state().forEach((key, value) -> state.apply(key, value.toByteArray()));
            return state;
        }
    }
}
