package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UpdateComputationTest {
    private final Golden golden = Golden.committed();
    private final ChannelConfiguration configuration = golden.configuration();

    static Collection<String> changes() {
        return Golden.committed().changes().keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void updatesAreThoseThatFabricComputes(String change) {
        ChannelConfiguration changed =
                Golden.apply(configuration, golden.changes().get(change));

        ConfigUpdate update = UpdateComputation.between(configuration, changed);

        assertThat(update.getChannelId()).isEqualTo("credence");
        ConfigUpdate unnamed = update.toBuilder().clearChannelId().build();
        assertThat(unnamed).isEqualTo(golden.update(change));
        assertThat(Canonical.bytes(unnamed)).isEqualTo(Canonical.bytes(golden.update(change)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void anUpdateLeadsToWhatItWasMadeFor(String change) {
        ChannelConfiguration changed =
                Golden.apply(configuration, golden.changes().get(change));

        AppliedUpdate applied = AppliedUpdate.on(
                configuration, CarriedUpdate.between(configuration, changed).update());

        assertThat(applied.after().sequence()).isEqualTo(1);
        assertThat(Versions.cleared(applied.after().root())).isEqualTo(Versions.cleared(changed.root()));
    }

    @Test
    void nothingToChangeIsSaid() {
        assertThatThrownBy(() -> CarriedUpdate.between(configuration, configuration))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("nothing would change");
        var same = new SetEndorsement(configuration.endorsement().orElseThrow());
        assertThatThrownBy(() -> CarriedUpdate.between(configuration, Golden.apply(configuration, List.of(same))))
                .isInstanceOf(ChangeRefusedException.class);
    }
}
