package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricProgramsTest {
    @TempDir
    private Path folder;

    @Test
    void aMissingProgramIsNamedWithWhereToGetIt() {
        assertThatThrownBy(() -> FabricPrograms.find(Optional.empty(), folder.toString()))
                .isInstanceOf(FabricException.class)
                .hasMessageContaining("'peer' is not on PATH")
                .hasMessageContaining("github.com/hyperledger/fabric/releases")
                .hasMessageContaining("--fabric-bin");
    }

    @Test
    void aReleaseThatIsTooOldIsRefused() throws IOException {
        programs("v2.5.16");
        assertThatThrownBy(() -> FabricPrograms.find(Optional.of(folder), ""))
                .hasMessageContaining("is Fabric v2.5.16, needed is v3.1 or later");
    }

    @Test
    void theVersionIsThePeersOwn() throws IOException {
        programs("v3.1.5");
        assertThat(FabricPrograms.find(Optional.of(folder), "").version()).isEqualTo("v3.1.5");
        assertThat(FabricPrograms.present(folder.toString())).isTrue();
    }

    private void programs(String version) throws IOException {
        for (String name : List.of("peer", "orderer", "configtxgen", "osnadmin")) {
            Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\necho ' Version: " + version + "'\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
