package org.credence.node.exchange;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.credence.network.identity.Identity;
import org.credence.network.identity.TlsContexts;

/**
 * Connections to one member under its present address, roots and revocations, with this member's present certificate. Whoever answers
 * has to be that member. When one of these changes there is a new link: connections and sessions of the old one end with it.
 */
record Link(MemberEntry entry, Identity own, HttpClient client) {
    static Link open(MemberEntry entry, ExchangeSide side, FetchLimits limits, Executor executor) {
        Identity own = side.tls().get();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(limits.connect())
                .sslContext(TlsContexts.mutual(
                        () -> own,
                        mspId -> Optional.of(entry.tls())
                                .filter(trust -> trust.mspId().equals(mspId)),
                        side.clock()))
                .executor(executor)
                .build();
        return new Link(entry, own, client);
    }

    boolean isFor(MemberEntry present, Identity newest) {
        return entry.equals(present) && own.equals(newest);
    }
}
