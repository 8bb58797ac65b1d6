package org.credence.node.cli;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.identity.CertificateAuthority;

/** What commands do with an organization's list of revoked certificates. */
final class RevocationList {
    private RevocationList() {}

    /** Puts the newest list in force, signed by the organization's administrator, and tells from when on it is. */
    static void putInForce(String mspId, NetworkOptions network) {
        FabricNetwork fabric = network.open();
        var random = new SecureRandom();
        var authority =
                CertificateAuthority.open(fabric.organization(mspId).authority(), InstantSource.system(), random);
        long block = new ChannelAdministration(fabric, InstantSource.system(), random)
                .apply(new EnforceRevocations(mspId, authority.crl()), List.of(mspId))
                .number();
        network.console().printf("in force from block %d on%n", block + 1);
        network.console().flush();
    }
}
