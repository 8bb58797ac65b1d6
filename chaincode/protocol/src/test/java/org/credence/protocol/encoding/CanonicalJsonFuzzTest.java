package org.credence.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.credence.protocol.Command;
import org.credence.protocol.StateKind;

/** Bytes from outside are refused or stand for exactly one value; nothing else comes out of the decoder. */
class CanonicalJsonFuzzTest {
    @FuzzTest(maxDuration = "1m")
    void commands(byte[] bytes) {
        for (String function : Command.Functions.names()) {
            decodesOrRefuses(bytes, Command.typeOf(function));
        }
    }

    @FuzzTest(maxDuration = "1m")
    void facts(byte[] bytes) {
        for (StateKind<?> kind : StateKind.all()) {
            decodesOrRefuses(bytes, kind.type());
        }
    }

    private static void decodesOrRefuses(byte[] bytes, Class<?> type) {
        Object value;
        try {
            value = CanonicalJson.decode(bytes, type);
        } catch (DecodeException expected) {
            return;
        }
        assertThat(CanonicalJson.encode(value)).isEqualTo(bytes);
    }
}
