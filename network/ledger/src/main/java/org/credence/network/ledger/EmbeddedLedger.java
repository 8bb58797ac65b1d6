package org.credence.network.ledger;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.credence.network.identity.Identity;
import org.credence.network.identity.NodeOu;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.collection.CollectionRegistry;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.endorse.Contracts;
import org.credence.network.ledger.endorse.Endorser;
import org.credence.network.ledger.endorse.LifecycleTransaction;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.credence.network.ledger.order.Commits;
import org.credence.network.ledger.order.LedgerStoppedException;
import org.credence.network.ledger.order.Orderer;
import org.credence.network.ledger.serve.LedgerServer;
import org.credence.network.ledger.store.LedgerStore;
import org.credence.network.ledger.store.TransactionPlace;
import org.credence.network.ledger.validate.CheckedTransaction;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * A running ledger. Clients connect to 127.0.0.1 at {@link #port}, with Fabric's gateway client and a TLS certificate of a
 * member. Safe for many threads.
 */
public final class EmbeddedLedger implements AutoCloseable {
    private final Path folder;
    private final LedgerStore store;
    private final Orderer orderer;
    private final LedgerServer server;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLedger(Path folder, LedgerStore store, Orderer orderer, LedgerServer server) {
        this.folder = folder;
        this.store = store;
        this.orderer = orderer;
        this.server = server;
    }

    /**
     * Opens the folder, repairs what a kill left, and serves. When this returns, clients can connect.
     *
     * @throws org.credence.network.ledger.store.LedgerInUseException when a running ledger has the folder
     * @throws org.credence.network.ledger.store.LedgerDamagedException when the stored blocks are not whole
     * @throws IllegalArgumentException when the configuration does not hold together, is not this folder's channel, or leaves
     *     out a private data collection that the folder has or changes its {@code blockToLive}
     * @throws IOException when the folder or the port cannot be used
     */
    public static EmbeddedLedger start(LedgerConfig config) throws IOException {
        ChannelConfig first = ChannelConfig.first(
                config.channel(), config.organizations(), config.host().peer().mspId());
        LedgerStore store = LedgerStore.open(config.folder());
        try {
            SignatureVerifier signatures = new SignatureVerifier();
            SigningIdentity ordering = new SigningIdentity(config.host().orderer());
            ChannelConfig inForce = Orderer.configInForce(store).orElse(first);
            requireHost(config, inForce);
            Orderer orderer = Orderer.start(store, ordering, signatures, config.clock(), inForce);
            try {
                defineCollections(config, store, orderer);
                Endorser endorser = new Endorser(
                        store,
                        new Contracts(config.chaincodes()),
                        new SigningIdentity(config.host().peer()),
                        signatures);
                LedgerServer server = LedgerServer.start(
                        new LedgerServer.Ledger(store, orderer, endorser, signatures, config.clock()),
                        config.host().tls(),
                        config.port(),
                        config.host().peer().mspId());
                return new EmbeddedLedger(config.folder(), store, orderer, server);
            } catch (IOException | RuntimeException e) {
                orderer.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static void defineCollections(LedgerConfig config, LedgerStore store, Orderer orderer) {
        NavigableMap<String, ByteString> changes =
                CollectionRegistry.of(config.collections()).changesFrom(store.collections());
        if (changes.isEmpty()) {
            return;
        }
        LifecycleTransaction transaction = new LifecycleTransaction(
                new SigningIdentity(config.host().orderer()),
                new SigningIdentity(config.host().peer()),
                new SecureRandom());
        CheckedTransaction checked = orderer.check()
                .check(transaction.write(
                        config.channel(), changes, config.clock().instant()));
        if (checked.code() != TxValidationCode.VALID) {
            throw new IllegalStateException("the definitions of the collections are not valid: " + checked.reason());
        }
        CompletableFuture<TxValidationCode> committed = new CompletableFuture<>();
        orderer.commits().await(checked.provenId().orElseThrow(), new Commits.PlaceListener() {
            @Override
            public void onCommit(TransactionPlace place) {
                committed.complete(place.code());
            }

            @Override
            public void onStop(LedgerStoppedException reason) {
                committed.completeExceptionally(reason);
            }
        });
        orderer.submit(checked, orderer.check().config(), List.of());
        requireDefined(committed);
    }

    private static void requireDefined(CompletableFuture<TxValidationCode> committed) {
        TxValidationCode code = joined(committed);
        if (code != TxValidationCode.VALID) {
            throw new IllegalStateException("the definitions of the collections were committed as " + code);
        }
    }

    private static void requireHost(LedgerConfig config, ChannelConfig inForce) {
        if (!inForce.channel().equals(config.channel())) {
            throw new IllegalArgumentException("the ledger in " + config.folder() + " is of channel '"
                    + inForce.channel() + "', not '" + config.channel() + "'");
        }
        requireRole(config, inForce, config.host().peer(), NodeOu.PEER);
        requireRole(config, inForce, config.host().orderer(), NodeOu.ORDERER);
    }

    private static void requireRole(LedgerConfig config, ChannelConfig inForce, Identity identity, NodeOu role) {
        try {
            KnownIdentity known = inForce.membership().identify(new SigningIdentity(identity).creator());
            known.requireValidAt(config.clock().instant());
            if (known.role() != role || !known.mspId().equals(inForce.host())) {
                throw new IllegalArgumentException("the host needs a " + role.text() + " of " + inForce.host()
                        + ", has a " + known.role().text() + " of " + known.mspId());
            }
        } catch (IdentityRefusedException e) {
            throw new IllegalArgumentException("the host's " + role.text() + " is refused: " + e.getMessage(), e);
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /** Number of committed blocks, at least 1. */
    public long height() {
        return store.head().height();
    }

    /** The hash of the last block's header. */
    public Digest headHash() {
        return Digest.of(store.head().hash().toByteArray());
    }

    /** The organizations on the channel, by MSP id, as the configuration in force has them. */
    public List<Organization> organizations() {
        return orderer.check().config().organizations();
    }

    /** The file that holds the blocks, for an audit. */
    public Path blocksFile() {
        return LedgerStore.blocksFile(folder);
    }

    /**
     * Changes the organizations, in a config block; from the next block on, everyone is judged by the new ones.
     *
     * @param change from the organizations in force to those wanted, the host among them
     * @return the number of the config block, which is committed
     * @throws IllegalArgumentException when what is wanted does not hold together; nothing is changed then
     * @throws LedgerStoppedException when the ledger takes no changes any more
     */
    public long updateOrganizations(UnaryOperator<List<Organization>> change) {
        return joined(orderer.configure(config -> config.next(change.apply(config.organizations()))));
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * Puts a revocation list in force, in place of the earlier one of the same issuer.
     *
     * @return the number of the config block, which is committed
     * @throws IllegalArgumentException when there is no such organization
     * @throws org.credence.network.identity.IdentityException when the organization did not issue the list
     * @throws LedgerStoppedException when the ledger takes no changes any more
     */
    public long putCrl(String mspId, X509CRL list) {
        return updateOrganizations(organizations -> {
            if (organizations.stream().noneMatch(it -> it.mspId().equals(mspId))) {
                throw new IllegalArgumentException("organization " + mspId + " is not on the channel");
            }
            return organizations.stream()
                    .map(it -> it.mspId().equals(mspId) ? withCrl(it, list) : it)
                    .toList();
        });
    }

    private static Organization withCrl(Organization organization, X509CRL list) {
        List<X509CRL> lists = new ArrayList<>(organization.crls());
        lists.removeIf(other -> other.getIssuerX500Principal().equals(list.getIssuerX500Principal()));
        lists.add(list);
        return new Organization(organization.mspId(), organization.roots(), organization.tlsRoots(), lists);
    }

    /**
     * Commits what was taken, ends all calls and frees the folder and the port. A call that waits gets {@code UNAVAILABLE}.
     * Closing again does nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        orderer.close();
        server.close();
        try {
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
