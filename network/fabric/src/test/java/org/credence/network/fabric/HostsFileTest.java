package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsFileTest {
    private static final String FOUR = """
            hosts:
              - {organization: A, address: 127.0.1.1}
              - {organization: B, address: b.example, listen: 10.0.0.2}
              - {organization: C, address: 127.0.1.3}
              - {organization: D, address: 127.0.1.4}
            members: [E, F]
            """;

    @TempDir
    private Path folder;

    @Test
    void hostsComeFirstAndWhatIsLeftOutIsUsual() throws IOException {
        NetworkPlan plan = read(FOUR);
        assertThat(plan.members()).containsExactly("A", "B", "C", "D", "E", "F");
        assertThat(plan.host("A").listen()).isEqualTo("127.0.1.1");
        assertThat(plan.host("B").listen()).isEqualTo("10.0.0.2");
        assertThat(plan.host("B").ports()).isEqualTo(HostPorts.USUAL);
        assertThat(plan.channel()).isEqualTo("credence");
        assertThat(plan.quorum()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{organization: D, address: 127.0.1.4} | {organization: A, address: 127.0.1.4} | twice",
                "{organization: D, address: 127.0.1.4} | {organization: D, address: 127.0.1.1} | twice",
                "{organization: D, address: 127.0.1.4} | {organization: D} | address",
                "{organization: D, address: 127.0.1.4} | {organization: D, address: 127.0.1.4, prot: 1} | prot",
                "{organization: D, address: 127.0.1.4} | {organization: D, address: 'a b'} | host name",
                "members: | mebmers: | mebmers",
            })
    void whatIsWrongIsNamedWithTheFile(String right, String wrong, String named) {
        assertThatThrownBy(() -> read(FOUR.replace(right, wrong)))
                .isInstanceOf(FabricException.class)
                .hasMessageContaining("hosts.yaml")
                .hasMessageContaining(named);
    }

    @Test
    void threeHostsAreTooFew() {
        String three = FOUR.replace("  - {organization: D, address: 127.0.1.4}\n", "");
        assertThatThrownBy(() -> read(three)).hasMessageContaining("4 to 13 hosts, was 3");
    }

    private NetworkPlan read(String text) throws IOException {
        return HostsFile.read(Files.writeString(folder.resolve("hosts.yaml"), text), "credence", "credence");
    }
}
