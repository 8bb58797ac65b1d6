package org.credence.node.cli.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerView;
import org.credence.ledger.Receipt;
import org.credence.ledger.fabric.ClientEnvironment;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.ledger.fabric.ConnectionProfile;
import org.credence.ledger.fabric.FabricLedger;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.network.identity.Roles;
import org.credence.node.cli.site.SiteCertificates;
import org.credence.node.cli.site.SiteFolder;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateView;

/** Somebody at the ledger: a folder, a certificate of it, and the connection that these open. */
final class Office implements AutoCloseable {
    private static final String MEMBER = "member";
    private static final String OWNER_PREFIX = "owner-";

    private final SiteFolder site;
    private final String name;
    private final Enrolment enrolment;
    private final InstantSource clock;
    private final ExecutorService callbacks;
    private final Ledger ledger;
    private final StateView state;

    private Office(SiteFolder site, String name, Enrolment enrolment, ConnectionProfile profile, InstantSource clock) {
        this.site = site;
        this.name = name;
        this.enrolment = enrolment;
        this.clock = clock;
        this.callbacks = Executors.newCachedThreadPool();
        this.ledger = FabricLedger.connect(
                profile,
                enrolment,
                ClientLimits.DEFAULT,
                new ClientEnvironment(clock, new SecureRandom(), new SecureRandom(), callbacks));
        this.state = new LedgerView(ledger);
    }

    /**
     * Connects at the first call. A certificate that is missing is issued where the authority is in the same folder.
     *
     * @throws NotThereException if the folder has no such certificate, or does not say where the ledger is
     * @throws BadFileException if the connection profile is broken
     */
    static Office open(SiteFolder site, String name, InstantSource clock) {
        if (!EnrolmentFolder.exists(site.certificate(name)) && !SiteCertificates.issueIfHere(site, name, clock)) {
            throw new NotThereException(
                    "%s holds no certificate '%s'; there are %s. 'credence member init' asks for one, --as names another"
                            .formatted(site.certificates(), name, names(site)));
        }
        return new Office(site, name, EnrolmentFolder.read(site.certificate(name)), profile(site), clock);
    }

    private static ConnectionProfile profile(SiteFolder site) {
        if (!Files.exists(site.connection())) {
            throw new NotThereException(
                    site.connection() + " is missing; whoever runs the network gives each organization its profile");
        }
        try {
            return ConnectionProfile.read(site.connection());
        } catch (IllegalArgumentException e) {
            throw new BadFileException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The name of a certificate to look with: the member's if there is one, else the first that is there. */
    static String anyone(SiteFolder site) {
        List<String> names = names(site);
        return names.isEmpty() || names.contains(MEMBER) ? MEMBER : names.get(0);
    }

    /**
     * The name of the folder's one owner's certificate.
     *
     * @throws NotThereException if it holds none, or several
     */
    static String onlyOwner(SiteFolder site) {
        List<String> owners = names(site).stream()
                .filter(name -> name.startsWith(OWNER_PREFIX))
                .toList();
        if (owners.size() != 1) {
            throw new NotThereException(
                    "%s must hold one owner's certificate (owner-NAME) for a claim, holds %s; name one with --as"
                            .formatted(site.certificates(), owners));
        }
        return owners.get(0);
    }

    private static List<String> names(SiteFolder site) {
        if (!Files.isDirectory(site.certificates())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(site.certificates())) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + site.certificates(), e);
        }
    }

    SiteFolder site() {
        return site;
    }

    /** The organization of the certificate. */
    MemberId self() {
        return new MemberId(enrolment.mspId());
    }

    /** Where the certificate is. */
    Path certificateFolder() {
        return site.certificate(name);
    }

    Enrolment enrolment() {
        return enrolment;
    }

    /** The account that the certificate may claim from; empty if it is no owner's. */
    Optional<AccountId> account() {
        return Roles.ownerOf(enrolment.identity().certificate()).map(owner -> AccountId.of(self(), owner));
    }

    Ledger ledger() {
        return ledger;
    }

    /** The ledger's state, asked for fact by fact. */
    StateView state() {
        return state;
    }

    Instant now() {
        return clock.instant();
    }

    /** Makes a call; what came of it. */
    Sheet submit(Command command) {
        Receipt receipt = ledger.submit(command);
        return new Sheet()
                .text("call", command.function())
                .text("code", receipt.code())
                .text("transaction", receipt.txId())
                .number("block", receipt.block());
    }

    @Override
    public void close() {
        ledger.close();
        callbacks.shutdownNow();
    }
}
