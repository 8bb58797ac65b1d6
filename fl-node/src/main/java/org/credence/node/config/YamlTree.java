package org.credence.node.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one YAML document into {@link YamlNode}s that know their place. Scalars stay text, so a decimal is read as written.
 * Anchors are not followed and nesting is bounded, so a small document stays small.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 16;

    private static final YAMLFactory FACTORY = new YAMLFactory();

    private final Problems problems;
    private final YAMLParser parser;

    private YamlTree(Problems problems, YAMLParser parser) {
        this.problems = problems;
        this.parser = parser;
    }

    /** The document; empty if it is none, with the reason among the problems. */
    static Optional<YamlNode> read(String text, Problems problems) {
        try (YAMLParser parser = FACTORY.createParser(text)) {
            return Optional.of(new YamlTree(problems, parser).document());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            problems.add(
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()),
                    "",
                    "is not YAML: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            problems.add(1, 1, "", "is not YAML: " + firstLine(e.getMessage()));
        } catch (Stop e) {
            // The reason is among the problems.
        }
        return Optional.empty();
    }

    private YamlNode document() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw stop(
                    1,
                    1,
                    "",
                    "is empty; %s has at least %s"
                            .formatted(problems.kind().name(), problems.kind().needs()));
        }
        YamlNode root = node(first, "", 0);
        if (parser.nextToken() != null) {
            throw stop("", "goes on after the first document; keep one");
        }
        return root;
    }

    private YamlNode node(JsonToken token, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw stop(path, "is nested deeper than " + problems.kind().name() + " needs");
        }
        if (parser.isCurrentAlias()) {
            throw stop(path, "is an alias (*name); write the value out");
        }
        JsonLocation at = parser.currentTokenLocation();
        int line = at.getLineNr();
        int column = at.getColumnNr();
        return switch (token) {
            case START_OBJECT -> fields(line, column, path, depth);
            case START_ARRAY -> items(line, column, path, depth);
            case VALUE_NULL -> new YamlNode.Scalar(line, column, "", true);
            default -> new YamlNode.Scalar(line, column, parser.getText(), false);
        };
    }

    private YamlNode fields(int line, int column, String path, int depth) throws IOException {
        List<YamlNode.Field> fields = new ArrayList<>();
        var seen = new TreeSet<String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonLocation at = parser.currentTokenLocation();
            String inner = path.isEmpty() ? name : path + "." + name;
            YamlNode value = node(parser.nextToken(), inner, depth + 1);
            if (seen.add(name)) {
                fields.add(new YamlNode.Field(name, at.getLineNr(), at.getColumnNr(), value));
            } else {
                problems.add(at.getLineNr(), at.getColumnNr(), inner, "is given twice; keep one");
            }
        }
        return new YamlNode.Fields(line, column, fields);
    }

    private YamlNode items(int line, int column, String path, int depth) throws IOException {
        List<YamlNode> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(node(token, path + "[" + items.size() + "]", depth + 1));
        }
        return new YamlNode.Items(line, column, items);
    }

    private Stop stop(String path, String message) {
        JsonLocation at = parser.currentTokenLocation();
        return stop(at.getLineNr(), at.getColumnNr(), path, message);
    }

    private Stop stop(int line, int column, String path, String message) {
        problems.add(line, column, path, message);
        return new Stop();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    /** Ends the reading of a document whose problem has been noted. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }
}
