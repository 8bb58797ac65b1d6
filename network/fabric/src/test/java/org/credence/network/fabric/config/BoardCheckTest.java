package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.protocol.Charter;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Membership;
import org.credence.protocol.Membership.Status;
import org.credence.protocol.StateKey;
import org.credence.protocol.encoding.CanonicalJson;
import org.credence.protocol.rules.LedgerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BoardCheckTest {
    @TempDir
    Path folder;

    private TestChannel channel;
    private final LedgerState ledger = new LedgerState();

    @BeforeEach
    void open() {
        channel = new TestChannel(folder);
        fact(Keys.charter(), new Charter(3, List.of()));
        channel.configuration().organizations().keySet().forEach(mspId -> stands(mspId, Status.ACTIVE));
    }

    @Test
    void beforeThereIsACharterNobodyEntersOrLeaves() {
        ChannelConfiguration before = channel.configuration();
        var nothing = new BoardCheck(new LedgerState());

        assertThat(nothing.undecided(before, new RemoveOrganization("ClinicF").applyTo(before)))
                .containsExactly(
                        "ClinicF would leave the channel, and there is no charter on the ledger by which a board"
                                + " could decide that; found the consortium first");
        assertThat(nothing.undecided(
                        before,
                        new AddOrganization(channel.organizations().organization("ClinicG"), List.of())
                                .applyTo(before)))
                .hasSize(1);
        assertThat(nothing.undecided(before, new RemoveConsenter(5).applyTo(before)))
                .isEmpty();
    }

    @Test
    void onlyAMemberByTheBoardsVoteOrders() {
        stands("ClinicF", Status.SUSPENDED);
        Enrolment orderer = channel.organizations().orderer("ClinicF");
        var change = new AddConsenter(
                "ClinicF",
                new Endpoint("127.0.0.6", 7050),
                orderer.identity().certificate(),
                orderer.tls().certificate());

        assertThat(undecided(change).get(0)).startsWith("ClinicF would enter the channel and is a member with status");
        stands("ClinicF", Status.ACTIVE);
        assertThat(undecided(change)).isEmpty();
    }

    @Test
    void anOrganizationEntersWhenTheBoardHasAdmittedIt() {
        var change = new AddOrganization(channel.organizations().organization("ClinicG"), List.of());

        assertThat(undecided(change))
                .containsExactly("ClinicG would enter the channel and is no member on the ledger;"
                        + " the board has to admit it first");
        stands("ClinicG", Status.SUSPENDED);
        assertThat(undecided(change).get(0)).contains("a member with status SUSPENDED");
        stands("ClinicG", Status.EXPELLED);
        assertThat(undecided(change)).hasSize(1);
        stands("ClinicG", Status.ACTIVE);
        assertThat(undecided(change)).isEmpty();
    }

    @Test
    void anOrganizationLeavesWhenTheBoardHasSuspendedOrExpelledIt() {
        var change = new RemoveOrganization("ClinicF");

        assertThat(undecided(change))
                .containsExactly("ClinicF would leave the channel and is a member with status ACTIVE on the ledger;"
                        + " the board has to suspend or expel it first");
        stands("ClinicF", Status.SUSPENDED);
        assertThat(undecided(change)).isEmpty();
        stands("ClinicF", Status.EXPELLED);
        assertThat(undecided(change)).isEmpty();
    }

    @Test
    void anAuditorThatIsNoMemberBelongsByTheCharter() {
        var change = new AddOrganization(channel.organizations().organization("ClinicG"), List.of());
        fact(Keys.charter(), new Charter(3, List.of(new MemberId("ClinicG"))));
        assertThat(undecided(change)).isEmpty();

        ChannelConfiguration with = change.applyTo(channel.configuration());
        ChannelConfiguration without = new RemoveOrganization("ClinicG").applyTo(with);
        assertThat(new BoardCheck(ledger).undecided(with, without).get(0)).contains("an auditor by the charter");
    }

    @Test
    void whatSomebodyHidesBesideADecidedChangeIsFound() {
        stands("ClinicG", Status.ACTIVE);
        CarriedUpdate update = channel.update(
                new AddOrganization(channel.organizations().organization("ClinicG"), List.of()),
                new AddOrganization(channel.organizations().organization("ClinicH"), List.of()),
                new RemoveOrganization("ClinicF"));

        assertThat(new BoardCheck(ledger).undecided(AppliedUpdate.on(channel.configuration(), update.update())))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("ClinicF would leave"))
                .anyMatch(line -> line.startsWith("ClinicH would enter"));
    }

    @Test
    void theBoardIsNotAskedAboutCertificatesAndMachines() {
        CertificateAuthority authority = channel.organizations().authority("HospitalA");
        authority.revoke(channel.organizations().client("HospitalA"));

        assertThat(undecided(new EnforceRevocations("HospitalA", authority.crl())))
                .isEmpty();
        assertThat(undecided(new RemoveConsenter(5))).isEmpty();
        assertThat(undecided(new MoveConsenter(5, new Endpoint("127.0.0.9", 7050))))
                .isEmpty();
    }

    private List<String> undecided(ConfigChange change) {
        return new BoardCheck(ledger).undecided(channel.configuration(), change.applyTo(channel.configuration()));
    }

    private void stands(String mspId, Status status) {
        fact(Keys.member(new MemberId(mspId)), new Membership(status, 1));
    }

    private <T> void fact(StateKey<T> key, T value) {
        ledger.apply(key.ledgerKey(), CanonicalJson.encode(value));
    }
}
