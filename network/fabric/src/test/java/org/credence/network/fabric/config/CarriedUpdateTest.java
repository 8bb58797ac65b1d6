package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CarriedUpdateTest {
    @TempDir
    Path folder;

    private TestChannel channel;
    private CarriedUpdate update;

    @BeforeEach
    void open() {
        channel = new TestChannel(folder.resolve("authorities"));
        update = channel.update(new RemoveOrganization("ClinicF"));
    }

    @Test
    void aFileCarriesAnUpdateAndItsSignatures() throws Exception {
        Path file = folder.resolve("remove-clinic-f.update");
        update.write(file);
        for (String mspId : List.of("HospitalA", "HospitalB")) {
            CarriedUpdate.read(file)
                    .signedBy(channel.organizations().signer(mspId))
                    .write(file);
        }

        CarriedUpdate carried = CarriedUpdate.read(file);

        assertThat(carried.channel()).isEqualTo("credence");
        assertThat(carried.update()).isEqualTo(update.update());
        assertThat(channel.count(carried).signers())
                .extracting(UpdateSigner::mspId)
                .containsExactly("HospitalA", "HospitalB");
        assertThat(ConfigUpdateEnvelope.parseFrom(Files.readAllBytes(file)).getSignaturesCount())
                .isEqualTo(2);
        assertThat(folder.resolve("remove-clinic-f.update.tmp")).doesNotExist();
    }

    @Test
    void signingAgainAddsNothing() {
        CarriedUpdate twice = channel.signed(update, "HospitalA", "HospitalA");

        assertThat(twice.envelope().getSignaturesCount()).isEqualTo(1);
    }

    @Test
    void signaturesMadeAtTheSameTimeComeTogether() {
        CarriedUpdate one = channel.signed(update, "HospitalA", "HospitalB");
        CarriedUpdate other = channel.signed(channel.signed(update, "HospitalB"), "HospitalC");

        assertThat(channel.count(one.with(other)).signers())
                .extracting(UpdateSigner::mspId)
                .containsExactly("HospitalA", "HospitalB", "HospitalC");
        CarriedUpdate another = channel.update(new RemoveConsenter(5));
        assertThatThrownBy(() -> one.with(another))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("different updates");
    }

    @Test
    void theSameChangeIsTheSameFileEverywhere() {
        assertThat(channel.update(new RemoveOrganization("ClinicF")).envelope()).isEqualTo(update.envelope());
    }

    @Test
    void otherFilesAreNoUpdates() throws Exception {
        Path file = folder.resolve("file");
        for (ByteString content : List.of(
                ByteString.EMPTY,
                ByteString.copyFromUtf8("an update"),
                ConfigUpdateEnvelope.newBuilder()
                        .setConfigUpdate(ByteString.copyFromUtf8("?"))
                        .build()
                        .toByteString(),
                ByteString.copyFrom(new byte[(10 << 20) + 1]))) {
            Files.write(file, content.toByteArray());
            assertThatThrownBy(() -> CarriedUpdate.read(file))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }
}
