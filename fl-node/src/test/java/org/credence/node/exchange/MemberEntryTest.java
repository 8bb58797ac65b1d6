package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.credence.network.identity.TlsTrust;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberEntryTest {
    @TempDir
    Path folder;

    @Test
    void anAddressIsAServerAndNothingBehindIt() {
        try (var members = new Members(folder)) {
            TlsTrust tls = Members.trust(members.site("A"));
            var member = new MemberId("A");

            for (String good :
                    new String[] {"https://node.a.example:8443", "https://127.0.0.2:1", "https://[::1]:65535"}) {
                assertThat(new MemberEntry(member, URI.create(good), tls, true).address())
                        .isEqualTo(URI.create(good));
            }
            for (String bad : new String[] {
                "http://a.example:80", "https://a.example", "https://a.example:8443/", "https://a.example:8443/v1",
                "https://a.example:70000", "https://me@a.example:1", "https://a.example:1?x", "https://a.example:1#x",
                "https://a_b:1", "node:8443"
            }) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new MemberEntry(member, URI.create(bad), tls, true))
                        .withMessage("the address of A must be https://host:port without a path, was " + bad);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MemberEntry(new MemberId("B"), URI.create("https://b:1"), tls, true))
                    .withMessageContaining("must be its own, were those of A");
        }
    }
}
