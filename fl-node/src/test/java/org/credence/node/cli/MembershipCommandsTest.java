package org.credence.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Command lines about organizations that are wrong before any network is looked at. */
final class MembershipCommandsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "network org add | Missing required parameter: 'MSP'",
                "network org add a/b | a member id is 1 to 64 letters, digits, dots or hyphens",
                "network org add Clinic --snapshot s | --address, --listen and --snapshot go with --host",
                "network org add Clinic --host --msp d | 'credence network host add' makes it a host once it is a member",
                "network org prepare Clinic | Missing required option: '--from=DIR'",
                "network update sign | Missing required parameter: 'FILE'",
                "board vote promote Clinic | Invalid value for positional parameter at index 0 (admit|suspend|reinstate|expel)",
                "board vote admit | Missing required parameter: 'MSP'",
            })
    void isToldWhatWouldBeRight(String line, String words) {
        Invocation call = Invocation.of(line.split(" "));

        assertThat(call.err()).contains(words);
        assertThat(call.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(call.out()).isEmpty();
    }
}
