package org.credence.node.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.credence.network.identity.TlsContexts;

/** A member's server, with its certificate, that answers whatever a test wants it to. */
final class RogueServer implements AutoCloseable {
    private final ServerSocket door;
    private final Behaviour behaviour;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();

    /** Answers one request. */
    interface Behaviour {
        /** @param request all lines of its head */
        void answer(List<String> request, OutputStream out) throws IOException, InterruptedException;
    }

    private RogueServer(ServerSocket door, Behaviour behaviour) {
        this.door = door;
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    static RogueServer of(Site site, Members members, Behaviour behaviour) throws IOException {
        var context = TlsContexts.mutual(
                site::tls,
                mspId -> Optional.of(new org.credence.protocol.MemberId(mspId))
                        .flatMap(members::find)
                        .map(MemberEntry::tls),
                members.clock);
        SSLServerSocket door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door.setNeedClientAuth(true);
        return new RogueServer(door, behaviour);
    }

    /** Answers whoever connects, without TLS, and before it is asked. */
    static RogueServer withoutTls(Behaviour behaviour) throws IOException {
        return new RogueServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
    }

    int port() {
        return door.getLocalPort();
    }

    /** First lines of the requests so far. */
    List<String> requests() {
        return requests;
    }

    /** Bytes that could be written so far, what lies in buffers included. */
    long written() {
        return written.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                client.setSoLinger(true, 0); // Closing does not wait for a client that reads no more.
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // The door was closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = new Counted(client.getOutputStream());
            if (!(client instanceof SSLSocket)) {
                behaviour.answer(List.of(), out);
                return;
            }
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                requests.add(head.get(0));
                behaviour.answer(head, out);
                out.flush();
            }
        } catch (IOException e) {
            // The client had enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> head(BufferedReader in) throws IOException {
        var lines = new ArrayList<String>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    private final class Counted extends OutputStream {
        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            written.addAndGet(length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
