package org.credence.node.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The golden vectors of the accountant; each file names the libraries that made it. */
final class GoldenPrivacy {
    private GoldenPrivacy() {}

    static JsonNode read(String file) {
        try (InputStream in = Objects.requireNonNull(
                GoldenPrivacy.class.getResourceAsStream("/golden/dp/" + file), () -> "no golden file " + file)) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> rows(String file) {
        return each(read(file).get("rows"));
    }

    static List<Double> numbers(JsonNode array) {
        return each(array).map(JsonNode::asDouble).toList();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
