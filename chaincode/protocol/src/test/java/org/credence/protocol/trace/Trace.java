package org.credence.protocol.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.protocol.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * One history of the ledger, as the reference model lived it.
 *
 * @param initial public state before the first step
 * @param last public state after the last step
 */
public record Trace(
        String name,
        List<MemberId> members,
        int threshold,
        List<MemberId> auditors,
        SortedMap<String, String> initial,
        List<Step> steps,
        SortedMap<String, String> last) {

    /**
     * One transaction.
     *
     * @param time in seconds, never falling
     * @param args as the trace writes them
     * @param event name of the event, if one is set
     * @param delta entries of the public state that the step changes
     */
    public record Step(
            long time,
            MemberId org,
            String role,
            String call,
            JsonNode args,
            String code,
            @Nullable String event,
            SortedMap<String, String> delta) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The reference model's, and those of what was added to the rules since. */
    private static final List<String> GOLDEN = List.of("traces.json", "node-traces.json");

    /** The traces of the file that the property {@code credence.traces} names, seen from the project's root, or else the golden ones. */
    public static List<Trace> all() {
        String file = System.getProperty("credence.traces");
        var traces = new ArrayList<Trace>();
        try {
            if (file != null) {
                Path named = Path.of(System.getProperty("credence.root", "")).resolve(file);
                read(Files.newInputStream(named), traces);
                return traces;
            }
            for (String golden : GOLDEN) {
                read(Trace.class.getResourceAsStream(golden), traces);
            }
            return traces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(InputStream file, List<Trace> traces) throws IOException {
        try (InputStream in = file) {
            JSON.readTree(in).get("traces").forEach(trace -> traces.add(read(trace)));
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private static Trace read(JsonNode trace) {
        var steps = new ArrayList<Step>();
        for (JsonNode step : trace.get("steps")) {
            steps.add(new Step(
                    step.get("t").longValue(),
                    new MemberId(step.get("org").textValue()),
                    step.get("role").textValue(),
                    step.get("call").textValue(),
                    step.get("args"),
                    step.get("code").textValue(),
                    step.path("event").textValue(),
                    state(step.path("delta"))));
        }
        return new Trace(
                trace.get("name").textValue(),
                members(trace.get("members")),
                trace.get("threshold").intValue(),
                members(trace.get("auditors")),
                state(trace.get("initial")),
                steps,
                state(trace.get("final")));
    }

    static List<MemberId> members(JsonNode names) {
        var members = new ArrayList<MemberId>();
        names.forEach(name -> members.add(new MemberId(name.textValue())));
        return members;
    }

    /** Entries as text; null is the empty text. */
    private static SortedMap<String, String> state(JsonNode entries) {
        var state = new TreeMap<String, String>();
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            state.put(
                    entry.getKey(),
                    entry.getValue().isNull() ? "" : entry.getValue().asText());
        }
        return state;
    }
}
