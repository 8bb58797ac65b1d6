package org.credence.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.credence.ledger.Ledger;
import org.credence.ledger.Receipt;
import org.credence.node.cli.local.LedgerChoice;
import org.credence.node.cli.local.LocalNetwork;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long a call of the contract takes from a member's side: proposal, endorsement, order, validation, disk, commit status. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class LedgerBenchmark {
    private static final List<MemberId> MEMBERS =
            List.of(new MemberId("Alder"), new MemberId("Birch"), new MemberId("Cedar"), new MemberId("Dogwood"));

    /** A consortium of four on the embedded ledger, with certificates and mutual TLS, in a temporary folder. */
    @State(Scope.Benchmark)
    public static class Consortium {
        private final Path folder;
        private final ExecutorService callbacks;
        private final LocalNetwork network;
        private final Ledger ledger;
        private int proposed;

        /** Founds it. */
        public Consortium() {
            callbacks = Executors.newCachedThreadPool();
            try {
                folder = Files.createTempDirectory("credence-bench");
                network = new LocalNetwork(
                        new RunFolder(folder), MEMBERS, new LedgerChoice.Embedded(), InstantSource.system(), callbacks);
            } catch (IOException e) {
                throw new UncheckedIOException("no ledger can be started here", e);
            }
            network.found();
            ledger = network.member(MEMBERS.get(0));
        }

        /** Closes it and deletes its folder. */
        @TearDown
        public void close() throws IOException {
            network.close();
            callbacks.shutdownNow();
            DiskUse.delete(folder);
        }

        private Command.ProposeStudy next() {
            return Proposals.proposal(proposed++);
        }
    }

    /** One call after the other, each in a block of its own: the latency that a member sees. */
    @Benchmark
    public Receipt commit(Consortium consortium) {
        return consortium.ledger.submit(consortium.next());
    }
}
