package org.credence.network.fabric.conformance;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Identity;

/**
 * Something that runs {@link ConformanceChaincode} for four organizations: under {@link #CONTRACT}, with the collections
 * below, and under {@link #OTHER_CONTRACT}, without any. Clients meet it through Fabric's own gateway client.
 */
interface Engine extends AutoCloseable {
    String CHANNEL = "conformance";
    String CONTRACT = "conformance";
    String OTHER_CONTRACT = "other";

    /** Organizations that each have a gateway of their own. The first three are the members of every collection. */
    List<String> HOSTS = List.of("OneMSP", "TwoMSP", "ThreeMSP", "FourMSP");

    /** How many of {@link #HOSTS} are members. */
    int MEMBERS = 3;

    /** A collection that everybody may call for, whose values are kept for ever. */
    String SHARED = "shared";

    /** A collection that only members' clients may call for. */
    String CLOSED = "closed";

    /** A collection whose values live for {@link #BLOCKS_TO_LIVE} blocks. */
    String SHORT = "short";

    int BLOCKS_TO_LIVE = 3;

    /** The largest message that a client takes. */
    int MAX_MESSAGE_BYTES = 100 << 20;

    /** An organization's authority, which issues its clients' certificates. */
    CertificateAuthority authority(String mspId);

    /** A new connection to the organization's own gateway, over mutual TLS with this identity. */
    ManagedChannel connect(String mspId, Identity tls);

    /** Ends everything that runs, and starts it again on its data. Earlier connections are of no use. */
    void restart() throws IOException;

    @Override
    void close() throws IOException;
}
