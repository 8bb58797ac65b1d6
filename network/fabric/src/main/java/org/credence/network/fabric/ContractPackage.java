package org.credence.network.fabric;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.credence.protocol.Digest;

/**
 * What a peer installs of a contract that runs as a service: where it is, and how both prove who they are. Holds the key with which the
 * peer calls, so each organization has a package of its own. The same content has the same bytes.
 *
 * @param label the contract's name and the sequence of its definition
 * @param bytes the package
 */
record ContractPackage(String label, ByteString bytes) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * How the peer reaches the service.
     *
     * @param address host and port
     * @param root PEM of the root of the service's TLS certificate
     * @param certificate PEM of the certificate that the peer shows
     * @param key PEM of that certificate's key
     */
    record Connection(String address, String root, String certificate, String key) {}

    static ContractPackage of(String label, Connection connection) {
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("address", connection.address());
        text.put("dial_timeout", "10s");
        text.put("tls_required", true);
        text.put("client_auth_required", true);
        text.put("root_cert", connection.root());
        text.put("client_cert", connection.certificate());
        text.put("client_key", connection.key());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("type", "ccaas");
        metadata.put("label", label);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("metadata.json", json(metadata));
        files.put("code.tar.gz", archive(Map.of("connection.json", json(text))));
        return new ContractPackage(label, ByteString.copyFrom(archive(files)));
    }

    /** The id under which a peer that has installed it knows it. */
    String id() {
        return label + ":" + Digest.sha256(bytes.toByteArray()).hex();
    }

    private static byte[] json(Map<String, Object> content) {
        try {
            return JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    /** A gzipped tar without times, owners or names of the machine that made it. */
    private static byte[] archive(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        var parameters = new GzipParameters();
        parameters.setOperatingSystem(0);
        try (var zip = new GzipCompressorOutputStream(out, parameters);
                var tar = new TarArchiveOutputStream(zip)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                var entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }
}
