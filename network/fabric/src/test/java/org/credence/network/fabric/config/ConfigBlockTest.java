package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

class ConfigBlockTest {
    private static final ChannelConfiguration CONFIGURATION = Golden.committed().configuration();
    private static final ByteString UPDATE = ByteString.copyFromUtf8("update");

    private static ConfigBlock block(long number, ByteString update, String bytes) {
        return new ConfigBlock(number, CONFIGURATION, update, ByteString.copyFromUtf8(bytes));
    }

    @Test
    void orderersAgreeThoughEachHoldsOtherSignatures() {
        ConfigBlock one = block(4, UPDATE, "with the signatures of 1, 2 and 3");

        assertThat(one.agreesWith(block(4, UPDATE, "with the signatures of 2, 3 and 4")))
                .isTrue();
        assertThat(one.agreesWith(block(5, UPDATE, "with the signatures of 1, 2 and 3")))
                .isFalse();
        assertThat(one.agreesWith(block(4, ByteString.EMPTY, "with the signatures of 1, 2 and 3")))
                .isFalse();
    }
}
