package org.credence.ledger.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A network between client and ledger that cuts every connection after some bytes, at any place in a message. */
final class CuttingProxy implements AutoCloseable {
    private static final int SHORTEST = 4_000;
    private static final int LONGEST = 60_000;

    private final ServerSocket door;
    private final int ledgerPort;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final SplittableRandom random;

    CuttingProxy(int ledgerPort, long seed) throws IOException {
        this.ledgerPort = ledgerPort;
        this.random = new SplittableRandom(seed);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** How many connections were cut so far. */
    int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket ledger = new Socket(InetAddress.getLoopbackAddress(), ledgerPort);
                open.add(client);
                open.add(ledger);
                var left = new AtomicInteger(random.nextInt(SHORTEST, LONGEST));
                threads.execute(() -> copy(client, ledger, left));
                threads.execute(() -> copy(ledger, client, left));
            } catch (IOException e) {
                // The door was closed, or the ledger is away: the client sees a connection that ends.
            }
        }
    }

    private void copy(Socket from, Socket to, AtomicInteger left) {
        var buffer = new byte[1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (left.addAndGet(-read) < 0) {
                    cuts.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other direction ended first.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
