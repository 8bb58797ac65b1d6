package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.credence.network.fabric.config.UpdateRefusedException.Reason;
import org.credence.network.identity.Enrolment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ChannelOrderersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final List<FakeOrderer> started = new ArrayList<>();
    private TestChannel channel;
    private Enrolment admin;
    private FakeOrderer orderer;

    @BeforeEach
    void start() throws IOException {
        channel = new TestChannel(folder);
        admin = channel.organizations().admin("HospitalA");
        orderer = orderer("HospitalA");
    }

    @AfterEach
    void stop() {
        started.forEach(FakeOrderer::close);
    }

    @Test
    void theNewestConfigurationIsFoundBehindOtherBlocks() {
        orderer.transactions();
        orderer.transactions();

        ConfigBlock newest =
                orderers(PATIENCE, at("HospitalA", orderer.endpoint())).newest();

        assertThat(newest.number()).isZero();
        assertThat(newest.configuration()).isEqualTo(channel.configuration());
    }

    @Test
    void anUpdateIsInForceWhenSubmitReturns() {
        ChannelOrderers orderers = orderers(PATIENCE, at("HospitalA", orderer.endpoint()));
        orderer.transactions();
        CarriedUpdate update = enough(channel.update(new RemoveOrganization("ClinicF")));

        ConfigBlock block = orderers.submit(update);

        assertThat(block.number()).isEqualTo(2);
        assertThat(block.update()).isEqualTo(update.update());
        assertThat(block.configuration().sequence()).isEqualTo(1);
        assertThat(block.configuration().organization("ClinicF")).isEmpty();
        orderer.transactions();
        assertThat(orderers.newest()).isEqualTo(block);
    }

    @Test
    void theSameUpdateAgainIsNotSent() {
        ChannelOrderers orderers = orderers(PATIENCE, at("HospitalA", orderer.endpoint()));
        CarriedUpdate update = enough(channel.update(new RemoveOrganization("ClinicF")));
        ConfigBlock first = orderers.submit(update);

        assertThat(orderers.submit(update)).isEqualTo(first);
        assertThat(orderer.broadcasts()).isEqualTo(1);
    }

    @Test
    void signaturesThatAreMissingAreSaid() {
        CarriedUpdate update = channel.signed(channel.update(new RemoveOrganization("ClinicF")), "HospitalA");

        refuses(update, Reason.POLICY_NOT_SATISFIED, "signatures are missing; collect more of them");
    }

    @Test
    void anUpdateOfAnOlderConfigurationIsRefused() {
        ChannelOrderers orderers = orderers(PATIENCE, at("HospitalA", orderer.endpoint()));
        orderers.submit(enough(channel.update(new RemoveOrganization("ClinicF"))));
        CarriedUpdate older = enough(
                channel.update(new AddOrganization(channel.organizations().organization("ClinicG"), List.of())));

        refuses(older, Reason.OUTDATED, "the configuration has changed since it was made; make it again");
    }

    @Test
    void anUpdateThatAnotherOneForestallsIsRefused() {
        orderer.rival(enough(channel.update(new RemoveOrganization("ClinicF"))));
        CarriedUpdate second = enough(
                channel.update(new AddOrganization(channel.organizations().organization("ClinicG"), List.of())));

        refuses(second, Reason.OUTDATED, "block 1 put another update of channel credence in force first");
    }

    @Test
    void anotherUpdateOfAnotherPartDoesNotStandInTheWay() {
        orderer.rival(enough(channel.update(new RemoveOrganization("ClinicF"))));
        CarriedUpdate second = enough(channel.update(new RemoveConsenter(5)));

        ConfigBlock block =
                orderers(PATIENCE, at("HospitalA", orderer.endpoint())).submit(second);

        assertThat(block.number()).isEqualTo(2);
        assertThat(block.configuration().organization("ClinicF")).isEmpty();
        assertThat(block.configuration().consenters()).hasSize(4);
    }

    @Test
    void oneOrdererThatIsDownDoesNotMatter() throws IOException {
        OrdererAddress down = at("HospitalB", unused());

        ConfigBlock block = orderers(PATIENCE, down, at("HospitalA", orderer.endpoint()))
                .submit(enough(channel.update(new RemoveOrganization("ClinicF"))));

        assertThat(block.configuration().sequence()).isEqualTo(1);
    }

    @Test
    void whatOneOfFourOrderersSaysOtherwiseIsNotBelieved() throws IOException {
        ChannelConfiguration other = new RemoveOrganization("ClinicF").applyTo(channel.configuration());
        OrdererAddress liar = at("HospitalB", orderer("HospitalB", other).endpoint());
        OrdererAddress second = at("HospitalC", orderer("HospitalC").endpoint());
        OrdererAddress down = at("HospitalD", unused());

        assertThat(orderers(PATIENCE, liar, at("HospitalA", orderer.endpoint()), second, down)
                        .newest()
                        .configuration())
                .isEqualTo(channel.configuration());
        assertThatThrownBy(() -> orderers(PATIENCE, liar, at("HospitalA", orderer.endpoint()), down, down)
                        .newest())
                .isInstanceOf(OrdererUnavailableException.class)
                .hasMessageContaining("the orderers of channel credence do not agree on its configuration: ")
                .hasMessageContaining(liar + " says that it is number 0, from block 0")
                .hasMessageContaining("; at least 2 must say the same; " + down + ": UNAVAILABLE");
    }

    @Test
    void anUpdateThatOneOfFourOrderersAloneHasInForceIsUnconfirmed() throws IOException {
        OrdererAddress[] four = {
            at("HospitalA", orderer.endpoint()),
            at("HospitalB", orderer("HospitalB").endpoint()),
            at("HospitalC", unused()),
            at("HospitalD", unused())
        };
        started.get(1).habit(FakeOrderer.Habit.DROPS);

        assertThatThrownBy(() -> orderers(Duration.ofSeconds(8), four)
                        .submit(enough(channel.update(new RemoveOrganization("ClinicF")))))
                .isInstanceOf(UpdateUnconfirmedException.class);
    }

    @Test
    void whenNoOrdererAnswersEachIsNamedWithItsReason() throws IOException {
        OrdererAddress down = at("HospitalB", unused());
        OrdererAddress stranger = new OrdererAddress(
                "HospitalA",
                orderer.endpoint(),
                channel.organizations().organization("HospitalC").tlsRoots());

        assertThatThrownBy(() -> orderers(PATIENCE, down, stranger).newest())
                .isInstanceOf(OrdererUnavailableException.class)
                .hasMessageContaining("no orderer of channel credence gives its configuration")
                .hasMessageContaining(down + ": UNAVAILABLE")
                .hasMessageContaining(stranger + ": UNAVAILABLE");
    }

    @Test
    void aCallerWithAnotherCertificateThanItsConnectionGetsNoBlocks() {
        admin = channel.organizations().admin("HospitalB");

        assertThatThrownBy(() ->
                        orderers(PATIENCE, at("HospitalA", orderer.endpoint())).newest())
                .isInstanceOf(OrdererUnavailableException.class)
                .hasMessageContaining("delivers no block: BAD_REQUEST");
    }

    @Test
    void busyOrderersChangeNothing() {
        orderer.habit(FakeOrderer.Habit.IS_BUSY);

        assertThatThrownBy(() -> orderers(PATIENCE, at("HospitalA", orderer.endpoint()))
                        .submit(enough(channel.update(new RemoveOrganization("ClinicF")))))
                .isInstanceOf(OrdererUnavailableException.class)
                .hasMessageContaining("takes the update")
                .hasMessageContaining("SERVICE_UNAVAILABLE consenter for this channel hasn't started yet");
    }

    @Test
    void anUpdateThatIsTakenAndNotOrderedIsUnconfirmed() {
        orderer.habit(FakeOrderer.Habit.DROPS);

        assertThatThrownBy(() -> orderers(Duration.ofSeconds(3), at("HospitalA", orderer.endpoint()))
                        .submit(enough(channel.update(new RemoveOrganization("ClinicF")))))
                .isInstanceOf(UpdateUnconfirmedException.class)
                .hasMessageContaining("did not put it in force within PT3S; fetch the configuration");
    }

    private void refuses(CarriedUpdate update, Reason reason, String words) {
        assertThatThrownBy(() ->
                        orderers(PATIENCE, at("HospitalA", orderer.endpoint())).submit(update))
                .isInstanceOfSatisfying(
                        UpdateRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private CarriedUpdate enough(CarriedUpdate update) {
        return channel.signed(update, "HospitalA", "HospitalB", "HospitalC", "HospitalD");
    }

    private ChannelOrderers orderers(Duration timeout, OrdererAddress... addresses) {
        return new ChannelOrderers(
                "credence",
                List.of(addresses),
                new OrdererAccess(admin, new SecureRandom(), InstantSource.system(), timeout));
    }

    private OrdererAddress at(String mspId, Endpoint endpoint) {
        return new OrdererAddress(
                mspId, endpoint, channel.organizations().organization(mspId).tlsRoots());
    }

    private FakeOrderer orderer(String mspId) throws IOException {
        return orderer(mspId, channel.configuration());
    }

    private FakeOrderer orderer(String mspId, ChannelConfiguration genesis) throws IOException {
        var fake = new FakeOrderer(
                genesis,
                channel.organizations().orderer(mspId).tls(),
                admin.tls(),
                channel.configuration().organizations().values().stream()
                        .flatMap(organization -> organization.definition().tlsRoots().stream())
                        .toList());
        started.add(fake);
        return fake;
    }

    private static Endpoint unused() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }
}
