package org.credence.network.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.jspecify.annotations.Nullable;

/**
 * Roles as Fabric-CA attributes: the extension 1.2.3.4.5.6.7.8.1, not critical, whose content is the UTF-8 text {@code
 * {"attrs":{"credence.role":"member"}}}, without spaces and sorted by name. The contract reads the same extension through the
 * chaincode shim's client identity.
 */
public final class Roles {
    /** The object identifier of Fabric-CA's attribute extension. */
    public static final String EXTENSION = "1.2.3.4.5.6.7.8.1";

    /** The attribute that holds the role. */
    public static final String ROLE = "credence.role";

    /** The attribute that holds a data owner's id within its organization. */
    public static final String OWNER = "credence.owner";

    private Roles() {}

    /**
     * The role that a certificate carries, or empty if it carries none.
     *
     * @throws IdentityException if the extension is not Fabric-CA's JSON, or names a role that does not exist
     */
    public static Optional<Role> of(X509Certificate certificate) {
        return Optional.ofNullable(attributes(certificate).get(ROLE)).map(text -> {
            try {
                return Role.ofText(text);
            } catch (IllegalArgumentException e) {
                throw new IdentityException(
                        "the certificate of " + certificate.getSubjectX500Principal() + ": " + e.getMessage(), e);
            }
        });
    }

    /**
     * The owner id that a certificate carries, or empty if it carries none.
     *
     * @throws IdentityException if the extension is not Fabric-CA's JSON
     */
    public static Optional<String> ownerOf(X509Certificate certificate) {
        return Optional.ofNullable(attributes(certificate).get(OWNER));
    }

    /**
     * All attributes of a certificate, sorted by name; empty if it has no such extension.
     *
     * @throws IdentityException if the extension is not Fabric-CA's JSON
     */
    public static SortedMap<String, String> attributes(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(EXTENSION);
        return attributes(
                extension == null ? null : ASN1OctetString.getInstance(extension),
                "the certificate of " + certificate.getSubjectX500Principal());
    }

    /**
     * All attributes of an extension's content, sorted by name; empty if there is none.
     *
     * @param source whose extension it is, for the message
     * @throws IdentityException if the content is not Fabric-CA's JSON
     */
    static SortedMap<String, String> attributes(@Nullable ASN1OctetString content, String source) {
        var attributes = new TreeMap<String, String>();
        if (content == null) {
            return attributes;
        }
        try {
            String json = new String(content.getOctets(), StandardCharsets.UTF_8);
            JsonNode attrs = Json.MAPPER.readTree(json).path("attrs");
            if (!attrs.isObject()) {
                throw new IllegalArgumentException("it has no object 'attrs'");
            }
            for (Map.Entry<String, JsonNode> attribute : attrs.properties()) {
                if (!attribute.getValue().isTextual()) {
                    throw new IllegalArgumentException("attribute '" + attribute.getKey() + "' is not a text");
                }
                attributes.put(attribute.getKey(), attribute.getValue().textValue());
            }
            return attributes;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IdentityException(
                    source + " has an attribute extension that is not Fabric-CA's JSON; have it made again", e);
        }
    }

    /** The extension's content for these attributes. */
    static byte[] extensionContent(SortedMap<String, String> attributes) {
        try {
            return Json.MAPPER.writeValueAsBytes(Map.of("attrs", attributes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts can always be written", e);
        }
    }
}
