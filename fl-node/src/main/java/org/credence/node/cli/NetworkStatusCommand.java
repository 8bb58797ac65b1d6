package org.credence.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.credence.network.fabric.NetworkStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code credence network status}: what runs, and how it is; ends with 1 if something is not well. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Heights, leader, lag, certificates that expire, whether the contract is reachable.")
final class NetworkStatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "For machines.")
    private boolean json;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Override
    public Integer call() throws JsonProcessingException {
        NetworkStatus status = network.open().status();
        PrintWriter console = network.console();
        if (json) {
            console.println(JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
                    .build()
                    .writeValueAsString(status));
        } else {
            new NetworkPrinter(console).print(status);
        }
        console.flush();
        return status.isWell() ? ExitCode.OK : ExitCode.FAILED;
    }
}
