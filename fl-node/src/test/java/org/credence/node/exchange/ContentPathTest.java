package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentPathTest {
    private static final Digest DIGEST = Digest.sha256(new byte[] {1});

    @Test
    void anAddressNamesTheContentItWasMadeFor() {
        URI address = ContentPath.of(URI.create("https://node.example:8443"), DIGEST);

        assertThat(address).isEqualTo(URI.create("https://node.example:8443/v1/content/" + DIGEST.hex()));
        assertThat(ContentPath.parse(address.getRawPath())).contains(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v1/content",
                "/v1/content/",
                "/v2/content/0",
                "/v1/content/../../etc/passwd",
                "/v1/content/%2e%2e/x",
                "/v1/content//",
                "/v1/content/ab/cd"
            })
    void nothingElseNamesContent(String path) {
        assertThat(ContentPath.parse(path)).isEmpty();
        assertThat(ContentPath.parse(path + DIGEST.hex() + "/")).isEmpty();
    }

    @Test
    void aHashHasOneSpelling() {
        String path = ContentPath.PREFIX + DIGEST.hex();

        assertThat(ContentPath.parse(ContentPath.PREFIX + DIGEST.hex().toUpperCase(java.util.Locale.ROOT)))
                .isEmpty();
        assertThat(ContentPath.parse(path + "?x=1")).isEmpty();
        assertThat(ContentPath.parse(path + "\n")).isEmpty();
        assertThat(ContentPath.parse(path.substring(0, path.length() - 1))).isEmpty();
    }
}
