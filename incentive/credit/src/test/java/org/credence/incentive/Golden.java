package org.credence.incentive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden vectors in the test resources; each file names its source. */
public final class Golden {
    private Golden() {}

    /** The JSON document {@code golden/<path>}. */
    public static JsonNode read(String path) {
        try (InputStream in = Objects.requireNonNull(
                Golden.class.getResourceAsStream("/golden/" + path), () -> "no golden file " + path)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The elements of an array, in order. */
    public static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
