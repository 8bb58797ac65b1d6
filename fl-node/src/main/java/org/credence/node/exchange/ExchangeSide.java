package org.credence.node.exchange;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.credence.network.identity.Identity;
import org.credence.node.store.UpdateStore;
import org.credence.protocol.MemberId;

/**
 * This member's side of the exchange, for serving and for fetching.
 *
 * @param self this member
 * @param store what it holds
 * @param tls its TLS identity, the newest one at each call, so that a renewed certificate is shown without a restart
 * @param clock by which certificates are valid, and others are asked again
 */
public record ExchangeSide(
        MemberId self, UpdateStore store, Supplier<Identity> tls, MemberDirectory members, InstantSource clock) {}
