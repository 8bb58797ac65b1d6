package org.credence.node.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Identity;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.node.store.FileUpdateStore;
import org.credence.protocol.MemberId;

/** One organization's own things. */
final class Site {
    private final MemberId member;
    private final CertificateAuthority authority;
    private final AtomicReference<Identity> tls;
    private final FileUpdateStore store;
    private final ExchangeSide side;

    Site(MemberId member, CertificateAuthority authority, Identity tls, Path store, Members members) {
        this.member = member;
        this.authority = authority;
        this.tls = new AtomicReference<>(tls);
        this.store = new FileUpdateStore(store);
        this.side = new ExchangeSide(member, this.store, this.tls::get, members, members.clock);
    }

    MemberId member() {
        return member;
    }

    CertificateAuthority authority() {
        return authority;
    }

    FileUpdateStore store() {
        return store;
    }

    ExchangeSide side() {
        return side;
    }

    Identity tls() {
        return tls.get();
    }

    void use(Identity other) {
        tls.set(other);
    }

    /** Takes new certificates from its authority. */
    void renew() {
        use(authority.issue(IssueRequest.client("node", Role.MEMBER)).tls());
    }

    void renewFor(String host) {
        use(authority
                .issue(IssueRequest.client("node", Role.MEMBER).onHosts(List.of(host)))
                .tls());
    }
}
