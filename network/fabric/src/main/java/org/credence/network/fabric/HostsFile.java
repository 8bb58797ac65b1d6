package org.credence.network.fabric;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operator's file that says who hosts what, where:
 *
 * <pre>{@code
 * channel: credence              # optional
 * hosts:
 *   - organization: HospitalA
 *     address: ledger.hospital-a.example   # name or IPv4 address under which the others reach it
 *     listen: 10.1.0.5           # optional: IPv4 address to bind to; as address if that is one, else required
 *     ports: {peer: 7051, orderer: 7050, ordererAdmin: 7053, contract: 7052, nextContract: 7054,
 *             peerOperations: 9443, ordererOperations: 9444}   # optional
 * members: [ClinicE, ClinicF]    # organizations without a host
 * }</pre>
 */
public final class HostsFile {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private HostsFile() {}

    private record Text(
            @Nullable String channel,
            @Nullable List<HostText> hosts,
            @Nullable List<String> members) {}

    private record HostText(
            @JsonProperty(required = true) String organization,
            @JsonProperty(required = true) String address,
            @Nullable String listen,
            @Nullable HostPorts ports) {}

    /**
     * The plan in a file.
     *
     * @param channel for a file that names none
     * @throws FabricException naming file, line and what would be right
     */
    public static NetworkPlan read(Path file, String channel, String contract) {
        try {
            Text text = YAML.readValue(Files.readAllBytes(file), Text.class);
            List<HostText> hosts = Optional.ofNullable(text.hosts()).orElse(List.of());
            Set<String> members = new LinkedHashSet<>();
            List<Host> planned = new ArrayList<>();
            for (HostText host : hosts) {
                members.add(host.organization());
                planned.add(new Host(
                        host.organization(),
                        host.address(),
                        Optional.ofNullable(host.listen()).orElse(host.address()),
                        Optional.ofNullable(host.ports()).orElse(HostPorts.USUAL)));
            }
            Optional.ofNullable(text.members()).ifPresent(members::addAll);
            return new NetworkPlan(
                    Optional.ofNullable(text.channel()).orElse(channel),
                    contract,
                    NetworkPlan.TIME_WINDOW_MINUTES,
                    planned,
                    List.copyOf(members));
        } catch (NoSuchFileException e) {
            throw new FabricException(file + " is no file; --hosts names the hosts file", e);
        } catch (JsonProcessingException e) {
            throw new FabricException(place(file, e) + words(e), e);
        } catch (IllegalArgumentException e) {
            throw new FabricException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new FabricException(file + " cannot be read: " + e, e);
        }
    }

    private static String place(Path file, JsonProcessingException e) {
        return e.getLocation() == null
                ? file + ": "
                : "%s:%d:%d  "
                        .formatted(
                                file,
                                e.getLocation().getLineNr(),
                                e.getLocation().getColumnNr());
    }

    private static String words(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException wrong) {
            return String.valueOf(wrong.getMessage());
        }
        String first = e.getOriginalMessage().lines().findFirst().orElse("");
        if (e instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return mismatch.getPathReference()
                            .replaceAll("[A-Za-z.$]*\\$(Host)?Text", "")
                            .strip() + ": " + first;
        }
        return first;
    }
}
