package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.credence.node.cli.local.EmbeddedNetwork;
import org.credence.node.config.StudyMember;
import org.credence.node.demo.DemoStudy;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code credence network up embedded}: serves the embedded ledger until it is stopped. */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        description = {
            "The embedded ledger as a process of its own, in the foreground, on loopback alone; one that was stopped goes on with its data.",
            "It has one signer and no consensus: for one machine, for trying things out, and for tests."
        })
final class EmbeddedUpCommand implements Callable<Integer> {
    private static final int MOST_PORT = 65_535;

    @Option(names = "--dir", paramLabel = "DIR", description = "The network's folder (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("credence-network");

    @Option(
            names = "--members",
            paramLabel = "ID",
            split = ",",
            description = "All organizations' MSP ids, the ledger's host first; the demo's 13 if none are named.")
    private List<String> members = List.of();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "On loopback; without it the port it had before, or any that is free.")
    private int port;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > MOST_PORT) {
            throw wrong("--port must be from 1 to %d, was %d".formatted(MOST_PORT, port));
        }
        PrintWriter console = Arguments.given(spec).commandLine().getOut();
        ExecutorService callbacks = Executors.newCachedThreadPool();
        try (var stopping = new Stopping(() -> {});
                EmbeddedNetwork network =
                        EmbeddedNetwork.start(folder, members(), port, InstantSource.system(), callbacks)) {
            console.printf("the embedded ledger serves at %s; end it with Ctrl-C or SIGTERM%n", network.endpoint());
            console.flush();
            stopping.await();
        } finally {
            callbacks.shutdownNow();
        }
        return ExitCode.OK;
    }

    private List<MemberId> members() throws IOException {
        Optional<List<MemberId>> before = EmbeddedNetwork.membersOf(folder);
        if (members.isEmpty()) {
            return before.orElseGet(() ->
                    DemoStudy.of(1).members().stream().map(StudyMember::id).toList());
        }
        List<MemberId> asked;
        try {
            asked = members.stream().map(MemberId::new).toList();
        } catch (IllegalArgumentException e) {
            throw wrong("--members: " + e.getMessage());
        }
        if (new TreeSet<>(asked).size() < asked.size()) {
            throw wrong("--members names an organization twice");
        }
        if (before.isPresent() && !before.get().equals(asked)) {
            throw wrong("the network in %s has the members %s; leave --members out, or name another folder"
                    .formatted(folder, before.get()));
        }
        return asked;
    }

    private ParameterException wrong(String words) {
        return new ParameterException(Arguments.given(spec).commandLine(), words);
    }
}
