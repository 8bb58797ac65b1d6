package org.credence.protocol.encoding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical JSON of records; its format is specified in this package's description. Equal values have equal bytes.
 *
 * <p>Values are records of records, lists, text, enums, ids, digests, {@code int}, {@code long}, {@code boolean} and
 * {@code BigDecimal}. Safe for use by several threads.
 */
public final class CanonicalJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private CanonicalJson() {}

    /**
     * The canonical bytes of a value.
     *
     * @throws IllegalArgumentException if it has a part that has no canonical form, as a floating-point number, a null in a component
     *     that is not {@code @Nullable}, or text with half a surrogate pair
     */
    public static byte[] encode(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, value);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s has no canonical form: %s".formatted(value.getClass().getSimpleName(), e.getMessage()), e);
        }
        return bytes.toByteArray();
    }

    /** The canonical bytes as text. */
    public static String encodeText(Object value) {
        return new String(encode(value), StandardCharsets.UTF_8);
    }

    /**
     * The value whose canonical bytes these are.
     *
     * @throws DecodeException for all other bytes: of another shape, with unknown, missing or repeated fields, with anything after the
     *     value, in another spelling, or refused by a constructor
     */
    public static <T> T decode(byte[] bytes, Class<T> type) {
        Object value;
        try (JsonParser in = JSON.createParser(bytes)) {
            in.nextToken();
            value = read(in, type, "$");
            if (in.nextToken() != null) {
                throw new DecodeException("there must be nothing after the value, was " + in.currentToken());
            }
        } catch (IOException e) {
            throw new DecodeException("not JSON: " + firstLine(e), e);
        }
        T decoded = type.cast(value);
        byte[] canonical;
        try {
            canonical = encode(decoded);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(firstLine(e), e);
        }
        int difference = Arrays.mismatch(bytes, canonical);
        if (difference >= 0) {
            throw new DecodeException(
                    "not canonical from byte %s on: fields and sets are sorted, there is no whitespace, each value has"
                                    .formatted(difference)
                            + " one spelling");
        }
        return decoded;
    }

    /** As {@link #decode(byte[], Class)}, of text. */
    public static <T> T decodeText(String json, Class<T> type) {
        return decode(json.getBytes(StandardCharsets.UTF_8), type);
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        TextType<?> text = TextType.of(value.getClass());
        if (text != null) {
            out.writeString(whole(text.text(value)));
        } else if (value instanceof Enum<?> constant) {
            out.writeString(constant.name());
        } else if (value instanceof Integer || value instanceof Long) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Record owner) {
            writeRecord(out, owner);
        } else {
            throw new IllegalArgumentException(value.getClass() + " has no canonical form");
        }
    }

    /** The text, if all its characters have UTF-8; Jackson would write halves of surrogate pairs. */
    private static String whole(String text) {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new IllegalArgumentException("text with half a surrogate pair has no canonical form");
        }
        return text;
    }

    private static void writeRecord(JsonGenerator out, Record owner) throws IOException {
        RecordShape shape = RecordShape.of(owner.getClass());
        out.writeStartObject();
        for (RecordShape.Component component : shape.components()) {
            Object value = shape.read(component, owner);
            if (component.leavesOut(value)) {
                continue;
            }
            out.writeFieldName(component.name());
            if (value != null) {
                write(out, value);
            } else if (component.nullable()) {
                out.writeNull();
            } else {
                throw new IllegalArgumentException("%s of a %s is null"
                        .formatted(component.name(), owner.getClass().getSimpleName()));
            }
        }
        out.writeEndObject();
    }

    private static Object read(JsonParser in, Type type, String path) throws IOException {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return readList(in, list.getActualTypeArguments()[0], path);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("%s: %s has no canonical form".formatted(path, type));
        }
        if (plain.isRecord() && TextType.of(plain) == null) {
            return readRecord(in, plain, path);
        }
        return readScalar(in, plain, path);
    }

    private static Object readScalar(JsonParser in, Class<?> type, String path) throws IOException {
        if (type == long.class || type == Long.class) {
            expect(in, JsonToken.VALUE_NUMBER_INT, path, "an integer");
            return in.getLongValue();
        }
        if (type == int.class || type == Integer.class) {
            expect(in, JsonToken.VALUE_NUMBER_INT, path, "an integer");
            return in.getIntValue();
        }
        if (type == boolean.class || type == Boolean.class) {
            if (in.currentToken() != JsonToken.VALUE_TRUE && in.currentToken() != JsonToken.VALUE_FALSE) {
                throw unexpected(in, path, "true or false");
            }
            return in.getBooleanValue();
        }
        TextType<?> text = TextType.of(type);
        if (text == null && !type.isEnum()) {
            throw new IllegalArgumentException("%s: %s has no canonical form".formatted(path, type));
        }
        expect(in, JsonToken.VALUE_STRING, path, "text");
        try {
            return text == null ? constant(type, in.getText()) : text.parse().apply(in.getText());
        } catch (IllegalArgumentException e) {
            throw new DecodeException(path + ": " + e.getMessage(), e);
        }
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                "must be one of %s, was '%s'".formatted(Arrays.toString(type.getEnumConstants()), name));
    }

    private static List<Object> readList(JsonParser in, Type element, String path) throws IOException {
        expect(in, JsonToken.START_ARRAY, path, "an array");
        var list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(in, element, path + "[" + list.size() + "]"));
        }
        return list;
    }

    private static Object readRecord(JsonParser in, Class<?> type, String path) throws IOException {
        expect(in, JsonToken.START_OBJECT, path, "an object");
        RecordShape shape = RecordShape.of(type);
        int size = shape.components().size();
        var values = new @Nullable Object[size];
        var present = new boolean[size];
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            RecordShape.Component component = shape.named(name);
            if (component == null) {
                throw new DecodeException("%s: a %s has no field '%s'".formatted(path, type.getSimpleName(), name));
            }
            in.nextToken();
            present[component.position()] = true;
            if (in.currentToken() != JsonToken.VALUE_NULL || !component.nullable()) {
                values[component.position()] = read(in, component.type(), path + "." + name);
            }
        }
        for (RecordShape.Component component : shape.components()) {
            if (component.implied() && !present[component.position()]) {
                values[component.position()] = component.impliedValue();
            } else if (!present[component.position()]) {
                throw new DecodeException(
                        "%s: a %s must have the field '%s'".formatted(path, type.getSimpleName(), component.name()));
            }
        }
        try {
            return shape.create(values);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(path + ": " + e.getMessage(), e);
        }
    }

    private static void expect(JsonParser in, JsonToken token, String path, String wanted) {
        if (in.currentToken() != token) {
            throw unexpected(in, path, wanted);
        }
    }

    private static DecodeException unexpected(JsonParser in, String path, String wanted) {
        return new DecodeException("%s: expected %s, was %s".formatted(path, wanted, in.currentToken()));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
