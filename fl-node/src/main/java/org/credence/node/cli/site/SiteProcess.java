package org.credence.node.cli.site;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.credence.ledger.Ledger;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.Identity;
import org.credence.node.config.NodeFile;
import org.credence.node.exchange.ExchangeServer;
import org.credence.node.exchange.ExchangeSide;
import org.credence.node.exchange.FetchLimits;
import org.credence.node.exchange.HttpsExchange;
import org.credence.node.exchange.ServerLimits;
import org.credence.node.store.FileUpdateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A member's node from its start to its stop: serves content, follows the ledger, and begins anew when a certificate was renewed or the
 * ledger could not be followed.
 */
public final class SiteProcess {
    private static final Logger LOG = LoggerFactory.getLogger(SiteProcess.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Hears what a node does. */
    public interface Console extends Consumer<SeatStatus> {
        /** The node serves members on this port, and follows the ledger from now on. */
        void serves(NodeFile file, int port);

        /** The ledger cannot be followed; the node tries again after this time. */
        void troubled(String why, Duration pause);
    }

    private final SiteFolder folder;
    private final NodeFile file;
    private final Console console;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Runnable stopSite = () -> {};

    public SiteProcess(SiteFolder folder, NodeFile file, Console console, InstantSource clock) {
        this.folder = folder;
        this.file = file;
        this.console = console;
        this.clock = clock;
    }

    /** Asks the node to end once it has done what it is doing; safe from any thread. */
    public void stop() {
        stopped.countDown();
        stopSite.run();
    }

    /**
     * Runs until it is stopped.
     *
     * @throws SiteException if the folder is in use, or lacks what a node needs
     * @throws org.credence.node.exchange.ExchangeException if it cannot serve on the address
     */
    public void run() throws IOException, InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool();
        SiteLock lock = SiteLock.take(folder.root());
        try {
            var store = new FileUpdateStore(folder.content());
            var directory = new LedgerDirectory();
            tls();
            var side = new ExchangeSide(file.member(), store, this::tls, directory, clock);
            var exchange = new HttpsExchange(side, FetchLimits.DEFAULT, threads);
            var address = new InetSocketAddress(
                    file.exchange().listen().host(), file.exchange().listen().port());
            try (ExchangeServer server = ExchangeServer.start(address, store, side, ServerLimits.DEFAULT)) {
                console.serves(file, server.port());
                follow(store, exchange, directory, threads);
            }
        } finally {
            threads.shutdownNow();
            lock.close();
        }
    }

    private Identity tls() {
        return SiteCertificates.node(folder, file.exchange().address(), clock).tls();
    }

    private void follow(
            FileUpdateStore store, HttpsExchange exchange, LedgerDirectory directory, ExecutorService threads)
            throws InterruptedException {
        Duration pause = SHORTEST;
        while (stopped.getCount() > 0) {
            try (SiteLedgers ledgers = new SiteLedgers(
                    file.member(),
                    folder,
                    file.ledger(),
                    new ClientEnvironment(clock, new SecureRandom(), new SecureRandom(), threads))) {
                var site = new MemberSite(
                        new Site(
                                file,
                                folder,
                                ledgers.as("member"),
                                () -> board(ledgers),
                                store,
                                exchange,
                                directory::members,
                                console,
                                clock),
                        threads,
                        directory);
                stopSite = site::stop;
                if (stopped.getCount() > 0) {
                    site.run(ledgers::renewed);
                    pause = SHORTEST;
                }
            } catch (RuntimeException e) {
                LOG.atWarn().setCause(e).log("the ledger cannot be followed");
                console.troubled(e.getMessage() == null ? e.toString() : e.getMessage(), pause);
                if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    private Ledger board(SiteLedgers ledgers) {
        if (!EnrolmentFolder.exists(folder.certificate("board"))) {
            SiteCertificates.issueIfHere(folder, "board", clock);
        }
        return ledgers.as("board");
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
