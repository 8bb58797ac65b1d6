package org.credence.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.junit.jupiter.api.Test;

class SpecDocumentTest {
    private static final Deadlines SPEC = new Deadlines(1, 2, 3, 4, 5);

    @Test
    void isFoundByTheHashThatStandsOnTheLedger() {
        assertThat(Digest.sha256(SpecDocument.encode(SPEC))).isEqualTo(Hashes.spec(SPEC));
    }

    @Test
    void comesBackAsItWas() {
        assertThat(SpecDocument.decode(SpecDocument.encode(SPEC), Deadlines.class))
                .isEqualTo(SPEC);
    }

    @Test
    void otherBytesAreNone() {
        byte[] right = SpecDocument.encode(SPEC);
        for (int length = 0; length < right.length; length++) {
            byte[] cut = Arrays.copyOf(right, length);
            assertThatThrownBy(() -> SpecDocument.decode(cut, Deadlines.class)).isInstanceOf(DecodeException.class);
        }
        byte[] longer = Arrays.copyOf(right, right.length + 1);
        assertThatThrownBy(() -> SpecDocument.decode(longer, Deadlines.class)).isInstanceOf(DecodeException.class);
        right[5] ^= 1;
        assertThatThrownBy(() -> SpecDocument.decode(right, Deadlines.class))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining("credence/spec/1");
    }
}
