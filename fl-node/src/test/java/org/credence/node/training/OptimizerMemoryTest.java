package org.credence.node.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.credence.node.model.MalformedBytesException;
import org.junit.jupiter.api.Test;

class OptimizerMemoryTest {
    private static final OptimizerMemory MEMORY =
            OptimizerMemory.of(3, List.of(new double[] {1, -0.0}, new double[] {Double.MIN_VALUE, 0.1}));

    @Test
    void theBytesAreAsSpecified() {
        assertThat(HexFormat.of().formatHex(MEMORY.toBytes()))
                .isEqualTo("43524f" + "01" + "0000000000000003" + "02" + "00000002" + "3ff0000000000000"
                        + "8000000000000000" + "0000000000000001" + "3fb999999999999a");
    }

    @Test
    void whatIsStoredComesBackBitForBit() {
        assertThat(OptimizerMemory.ofBytes(MEMORY.toBytes())).isEqualTo(MEMORY).hasSameHashCodeAs(MEMORY);
        assertThat(OptimizerMemory.ofBytes(OptimizerMemory.none().toBytes())).isEqualTo(OptimizerMemory.none());
        assertThat(OptimizerMemory.of(3, List.of(new double[] {1, 0.0}, new double[] {Double.MIN_VALUE, 0.1})))
                .isNotEqualTo(MEMORY);
    }

    @Test
    void everyCutAndEveryAdditionIsRefused() {
        byte[] bytes = MEMORY.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedBytesException.class).isThrownBy(() -> OptimizerMemory.ofBytes(cut));
        }
        assertThatExceptionOfType(MalformedBytesException.class)
                .isThrownBy(() -> OptimizerMemory.ofBytes(Arrays.copyOf(bytes, bytes.length + 8)))
                .withMessageContaining("need 32 bytes, 40 are left");
    }

    @Test
    void aMemoryNobodyCanHaveIsRefused() {
        byte[] negative = MEMORY.toBytes();
        negative[4] = (byte) 0x80;

        assertThatExceptionOfType(MalformedBytesException.class)
                .isThrownBy(() -> OptimizerMemory.ofBytes(negative))
                .withMessageContaining("no optimizer has taken");
    }

    @FuzzTest
    void anyBytesAreRefusedOrTheOneEncodingOfWhatTheyHold(byte[] bytes) {
        OptimizerMemory memory;
        try {
            memory = OptimizerMemory.ofBytes(bytes);
        } catch (MalformedBytesException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return;
        }
        assertThat(Arrays.equals(memory.toBytes(), bytes)).isTrue();
    }
}
