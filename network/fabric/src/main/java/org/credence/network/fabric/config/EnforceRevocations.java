package org.credence.network.fabric.config;

import java.security.cert.X509CRL;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.identity.Organization;

/**
 * An organization's revocation list comes into force, wherever the organization stands on the channel, in place of the earlier list of the
 * same root. The certificates that it names are refused from then on, whatever block they stand in.
 *
 * @param mspId whose list it is
 * @param list issued by one of the organization's roots, naming at least what the list in force names
 */
public record EnforceRevocations(String mspId, X509CRL list) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        Organization present = ChannelEdit.require(current, mspId).definition();
        var root = RevocationLists.issuer(present.roots(), list)
                .orElseThrow(() -> new ChangeRefusedException("the revocation list of "
                        + list.getIssuerX500Principal().getName() + " is signed by none of the roots of " + mspId
                        + "; give the list of that organization's certificate authority"));
        List<X509CRL> lists = new ArrayList<>();
        for (X509CRL earlier : present.crls()) {
            if (RevocationLists.issuer(List.of(root), earlier).isPresent()) {
                RevocationLists.requireCovers(mspId, list, earlier);
            } else {
                lists.add(earlier);
            }
        }
        lists.add(list);
        return ChannelEdit.of(current)
                .define(new Organization(mspId, present.roots(), present.tlsRoots(), lists))
                .done();
    }
}
