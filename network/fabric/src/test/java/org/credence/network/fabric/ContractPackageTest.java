package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import org.credence.network.fabric.ContractPackage.Connection;
import org.junit.jupiter.api.Test;

class ContractPackageTest {
    @Test
    void theSameContentHasTheSameIdAndOtherContentAnother() {
        ContractPackage one = ContractPackage.of("credence_1", connection("127.0.0.1:7052"));
        assertThat(one.id()).startsWith("credence_1:").hasSize("credence_1:".length() + 64);
        assertThat(ContractPackage.of("credence_1", connection("127.0.0.1:7052"))
                        .id())
                .isEqualTo(one.id());
        assertThat(ContractPackage.of("credence_1", connection("127.0.0.1:7054"))
                        .id())
                .isNotEqualTo(one.id());
    }

    private static Connection connection(String address) {
        return new Connection(address, "root", "certificate", "key");
    }
}
