package org.credence.network.fabric.config;

import java.security.cert.X509Certificate;

/**
 * A consenter gets other certificates, as after a renewal with a new key. The others refuse it from then on until it runs with them; so
 * renew one consenter at a time, and restart it with its new certificates when the update is in force.
 *
 * @param id the consenter's number
 * @param identity what it signs blocks with; the present one if only TLS changes
 * @param tls what it calls and answers the other consenters with
 */
public record RenewConsenter(int id, X509Certificate identity, X509Certificate tls) implements ConfigChange {
    @Override
    public ChannelConfiguration applyTo(ChannelConfiguration current) {
        Consenter present = ChannelEdit.requireConsenter(current, id);
        var renewed = new Consenter(id, present.endpoint(), present.mspId(), identity, tls, tls);
        return ChannelEdit.of(current).consenter(renewed).done();
    }
}
