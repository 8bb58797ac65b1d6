package org.credence.node.exchange;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.credence.network.identity.TlsContexts;

/** A caller that says what it wants to, byte by byte, over one connection with a certificate of its own. */
final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final SSLSocket socket;
    private final InputStream in;

    /** An answer as it came. */
    static final class Reply {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Reply(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        /** By lower-case name. */
        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    private RawCaller(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    static RawCaller connect(Site caller, Site server, int port) throws IOException {
        return connect(caller, server, port, 0);
    }

    /** @param receiveBuffer in bytes, small for a reader that is slow; 0 for the platform's */
    static RawCaller connect(Site caller, Site server, int port, int receiveBuffer) throws IOException {
        var context = TlsContexts.mutual(
                caller::tls,
                mspId -> Optional.of(Members.trust(server))
                        .filter(trust -> trust.mspId().equals(mspId)),
                caller.side().clock());
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            socket.startHandshake();
            return new RawCaller(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Reply get(String path, String... headers) throws IOException {
        return call("GET", path, headers);
    }

    Reply call(String method, String path, String... headers) throws IOException {
        send("%s %s HTTP/1.1\r\nHost: node\r\n%s\r\n"
                .formatted(method, path, headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n"));
        return reply(!method.equals("HEAD"));
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The next answer, in full. */
    Reply reply(boolean withBody) throws IOException {
        Reply head = head();
        String length = head.header("content-length");
        byte[] body = withBody && !length.isEmpty() ? read(Integer.parseInt(length)) : new byte[0];
        return new Reply(head.status(), head.headers(), body);
    }

    /** The head of the next answer. */
    Reply head() throws IOException {
        String[] lines = headText().split("\r\n", -1);
        var headers = new TreeMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return new Reply(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, new byte[0]);
    }

    private String headText() throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended after " + head.size() + " bytes of a head");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] read(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the connection ended after %d of %d bytes".formatted(body.length, length));
        }
        return body;
    }

    /** Bytes that still come until the connection ends, however it does. */
    long drain() {
        long count = 0;
        try {
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count += read;
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server did not end the connection", e);
        } catch (IOException e) {
            // Ended without a farewell.
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
