package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The file in which a member that is about to host keeps where: it is in no plan yet, and its ports stand in many files. */
final class Machines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private Machines() {}

    /** The machine that stands in an organization's folder; empty if it is about to host nothing. */
    static Optional<Host> read(OrganizationFolder folder) {
        if (!Files.exists(folder.machine())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(TextFile.read(folder.machine()), Host.class));
        } catch (IOException e) {
            throw new FabricException(
                    folder.machine() + " names no machine: " + e.getMessage()
                            + "; restore it, or delete it and begin anew",
                    e);
        }
    }

    static void write(OrganizationFolder folder, Host machine) {
        try {
            TextFile.write(
                    folder.machine(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(machine) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a machine can be written", e);
        }
    }
}
