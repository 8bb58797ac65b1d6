package org.credence.protocol.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.credence.protocol.AgreementKey;
import org.credence.protocol.SigningKey;
import org.credence.protocol.TlsRoot;

/** Certificates and keys of nodes by name, made outside this project: {@code node-keys.json} says how. */
public final class NodeKeys {
    private static final JsonNode ALL = read();

    private NodeKeys() {}

    /** A root that others may trust; all but {@code root of 2090} are valid from 1970 to 2099. */
    public static TlsRoot root(String name) {
        return new TlsRoot(text("roots", name));
    }

    /** What is registered of {@code signing one} or {@code signing two}. */
    public static SigningKey signing(String name) {
        return new SigningKey(text("signingKeys", name));
    }

    /** What is registered of {@code agreement one} or {@code agreement two}. */
    public static AgreementKey agreement(String name) {
        return new AgreementKey(text("agreementKeys", name));
    }

    /** What nobody may register as a root: what is wrong with each, in a few words. */
    public static List<String> noRoots() {
        var names = new ArrayList<String>();
        ALL.get("noRoots").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The text of one of them. */
    public static String noRoot(String name) {
        return text("noRoots", name);
    }

    private static String text(String kind, String name) {
        JsonNode value = ALL.get(kind).get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no '%s' among the %s".formatted(name, kind));
        }
        return value.textValue();
    }

    private static JsonNode read() {
        try (InputStream in = NodeKeys.class.getResourceAsStream("node-keys.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
