package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.hyperledger.fabric.protos.common.ConfigSignature;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six organizations are in the application, five of them order. */
final class SignatureCountTest {
    @TempDir
    Path folder;

    private TestChannel channel;

    @BeforeEach
    void open() {
        channel = new TestChannel(folder);
    }

    @Test
    void whoIsAMemberIsUpToTheMajorityOfTheApplication() {
        CarriedUpdate update =
                channel.update(new AddOrganization(channel.organizations().organization("ClinicG"), List.of()));

        SignatureCount three = channel.count(channel.signed(update, "HospitalA", "HospitalB", "ClinicF"));
        assertThat(three.isEnough()).isFalse();
        assertThat(three.missing())
                .containsExactly("/Channel/Application/Admins (a majority of the Admins policies below):"
                        + " 3 of the 4 needed, signed by [ClinicF, HospitalA, HospitalB],"
                        + " not yet by [HospitalC, HospitalD, HospitalE]");

        SignatureCount four = channel.count(channel.signed(update, "HospitalA", "HospitalB", "ClinicF", "HospitalC"));
        assertThat(four.isEnough()).isTrue();
        assertThat(four.missing()).isEmpty();
        assertThat(four.policies()).extracting(PolicyStanding::policy).containsExactly("/Channel/Application/Admins");
    }

    @Test
    void whoOrdersIsUpToTheOnesThatOrder() {
        CarriedUpdate update = channel.update(new RemoveConsenter(5));

        assertThat(channel.count(channel.signed(update, "HospitalA", "HospitalB", "ClinicF"))
                        .isEnough())
                .isFalse();
        assertThat(channel.count(channel.signed(update, "HospitalA", "HospitalB", "HospitalE"))
                        .isEnough())
                .isTrue();
    }

    @Test
    void whatTouchesBothNeedsBothMajorities() {
        ChannelConfiguration withoutMachines = new RemoveConsenter(5).applyTo(channel.configuration());
        CarriedUpdate update = CarriedUpdate.between(
                channel.configuration(), new RemoveOrganization("HospitalE").applyTo(withoutMachines));

        SignatureCount count = channel.count(channel.signed(update, "HospitalA", "HospitalB", "HospitalC"));

        assertThat(count.policies())
                .extracting(PolicyStanding::policy)
                .containsExactly("/Channel/Application/Admins", "/Channel/Orderer/Admins");
        assertThat(count.policies()).extracting(PolicyStanding::isSatisfied).containsExactly(false, true);
        assertThat(channel.count(channel.signed(update, "HospitalA", "HospitalB", "HospitalC", "ClinicF"))
                        .isEnough())
                .isTrue();
    }

    @Test
    void anOrganizationsOwnCertificatesAreItsOwnMatter() {
        CertificateAuthority authority = channel.organizations().authority("HospitalA");
        authority.revoke(channel.organizations().client("HospitalA"));
        CarriedUpdate update = channel.update(new EnforceRevocations("HospitalA", authority.crl()));

        assertThat(channel.count(channel.signed(update, "HospitalA")).isEnough())
                .isTrue();
        SignatureCount others =
                channel.count(channel.signed(update, "HospitalB", "HospitalC", "HospitalD", "HospitalE"));
        assertThat(others.isEnough()).isFalse();
        assertThat(others.missing()).hasSize(2);
        assertThat(others.missing().get(0))
                .isEqualTo("/Channel/Application/HospitalA/Admins (1 of (HospitalA.admin)):"
                        + " 0 of the 1 needed, signed by [], not yet by [HospitalA]");
    }

    @Test
    void clientsDoNotDecide() {
        CarriedUpdate update = channel.update(new RemoveConsenter(5));
        CarriedUpdate signed = update;
        for (String host : List.of("HospitalA", "HospitalB", "HospitalC")) {
            signed = signed.signedBy(
                    new ChannelSigner(channel.organizations().client(host).identity(), new SecureRandom()));
        }

        assertThat(channel.count(signed).signers()).hasSize(3);
        assertThat(channel.count(signed).isEnough()).isFalse();
    }

    @Test
    void strangersAndForgeriesDoNotCountAndAreNamed() {
        CarriedUpdate update = channel.update(new RemoveConsenter(5));
        CarriedUpdate other = channel.signed(channel.update(new RemoveConsenter(4)), "HospitalA");
        CarriedUpdate moved = CarriedUpdate.parse(
                ConfigUpdateEnvelope.newBuilder()
                        .setConfigUpdate(update.update())
                        .addAllSignatures(other.envelope().getSignaturesList())
                        .addSignatures(ConfigSignature.newBuilder().setSignatureHeader(ByteString.copyFromUtf8("?")))
                        .build()
                        .toByteString(),
                "a test");

        SignatureCount count = channel.count(channel.signed(moved, "ClinicG"));

        assertThat(count.signers()).isEmpty();
        assertThat(count.refused()).hasSize(3);
        assertThat(count.refused().get(0)).contains("CN=admin").contains("is not over this update");
        assertThat(count.refused().get(2)).contains("'ClinicG', which is not on channel credence");
        // The forgery does not keep the real one out.
        assertThat(channel.count(channel.signed(moved, "HospitalA")).signers())
                .extracting(UpdateSigner::mspId)
                .containsExactly("HospitalA");
    }

    @Test
    void expiredAndRevokedAdministratorsDoNotCount() {
        CarriedUpdate update = channel.signed(channel.update(new RemoveConsenter(5)), "HospitalA", "HospitalB");
        Instant later = Instant.now().plus(Duration.ofDays(366));

        assertThat(SignatureCount.of(channel.configuration(), update, later).signers())
                .isEmpty();

        CertificateAuthority authority = channel.organizations().authority("HospitalA");
        authority.revoke(channel.organizations().admin("HospitalA"));
        ChannelConfiguration revoked =
                new EnforceRevocations("HospitalA", authority.crl()).applyTo(channel.configuration());
        SignatureCount count = SignatureCount.of(revoked, update, Instant.now());
        assertThat(count.signers()).extracting(UpdateSigner::mspId).containsExactly("HospitalB");
        assertThat(count.refused().get(0)).contains("is revoked by HospitalA");
    }
}
