package org.credence.node.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A network between two members that does to connections what a test tells it to. */
final class FaultProxy implements AutoCloseable {
    /** What happens to connections that are opened from now on. */
    enum Fault {
        /** Nothing. */
        NONE,
        /** They end after some bytes from the server. */
        CUT,
        /** The next one ends after some bytes from the server, and all after it at once. */
        DIE,
        /** They stand, and nothing passes. */
        MUTE,
        /** What the server says is held back until it is released. */
        HOLD,
        /** They end at once. */
        REFUSE
    }

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final int port;
    private volatile Fault fault = Fault.NONE;
    private volatile long cutAfter;

    FaultProxy(int port) throws IOException {
        this.port = port;
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void does(Fault next) {
        fault = next;
    }

    void cutsAfter(long bytes) {
        cutAfter = bytes;
        fault = Fault.CUT;
    }

    void diesAfter(long bytes) {
        cutAfter = bytes;
        fault = Fault.DIE;
    }

    /** Connections so far. */
    int connections() {
        return connections.get();
    }

    /** Returns when something was held back. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void release() {
        release.countDown();
    }

    /** Ends all connections that are open. */
    void cutAll() {
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                connections.incrementAndGet();
                open.add(client);
                Fault now = fault;
                if (now == Fault.DIE) {
                    fault = Fault.REFUSE;
                }
                join(client, now);
            } catch (IOException e) {
                // The door was closed, or the server is away: the client sees a connection that ends.
            }
        }
    }

    private void join(Socket client, Fault now) throws IOException {
        if (now == Fault.REFUSE) {
            client.close();
            return;
        }
        if (now == Fault.MUTE) {
            return;
        }
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        open.add(server);
        var left = new AtomicLong(now == Fault.CUT || now == Fault.DIE ? cutAfter : Long.MAX_VALUE);
        threads.execute(() -> copy(client, server, new AtomicLong(Long.MAX_VALUE), false));
        threads.execute(() -> copy(server, client, left, now == Fault.HOLD));
    }

    private void copy(Socket from, Socket to, AtomicLong left, boolean hold) {
        var buffer = new byte[1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (hold) {
                    held.countDown();
                    release.await();
                }
                int pass = (int) Math.min(read, left.get());
                out.write(buffer, 0, pass);
                if (left.addAndGet(-pass) <= 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The other direction ended first.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutAll();
        threads.shutdownNow();
    }
}
