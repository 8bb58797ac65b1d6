package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.List;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.KeyChoice;
import org.credence.network.identity.Organization;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigChangeTest {
    @TempDir
    Path folder;

    private TestChannel channel;
    private TestOrganizations organizations;
    private ChannelConfiguration current;

    @BeforeEach
    void open() {
        channel = new TestChannel(folder);
        organizations = channel.organizations();
        current = channel.configuration();
    }

    @Test
    void anOrganizationJoinsTheApplicationAndDoesNotOrder() {
        Organization newcomer = organizations.organization("ClinicG");
        var peer = new Endpoint("127.0.0.7", 7051);

        ChannelConfiguration changed = new AddOrganization(newcomer, List.of(peer)).applyTo(current);

        ChannelOrganization added = changed.organization("ClinicG").orElseThrow();
        assertThat(added.definition()).isEqualTo(newcomer);
        assertThat(added.application().orElseThrow().anchorPeers()).containsExactly(peer);
        assertThat(added.ordering()).isEmpty();
        assertThat(changed.policies())
                .containsEntry("/Channel/Application/ClinicG/Admins", "1 of (ClinicG.admin)")
                .containsEntry("/Channel/Application/ClinicG/Endorsement", "1 of (ClinicG.peer)")
                .containsEntry("/Channel/Application/ClinicG/Readers", "1 of (ClinicG.member)");
        assertThat(new RemoveOrganization("ClinicG").applyTo(changed)).isEqualTo(current);
    }

    @Test
    void anOrganizationIsAddedOnce() {
        refuses(
                new AddOrganization(organizations.organization("ClinicF"), List.of()),
                "ClinicF is on channel credence already; to change its certificates, replace its roots");
    }

    @Test
    void nobodyMayBringAnothersRoot() {
        Organization member = organizations.organization("ClinicF");
        refuses(
                new AddOrganization(
                        new Organization("ClinicG", member.roots(), member.tlsRoots(), List.of()), List.of()),
                "ClinicF and ClinicG have one root");
    }

    @Test
    void aMemberWithoutMachinesCanLeave() {
        ChannelConfiguration changed = new RemoveOrganization("ClinicF").applyTo(current);

        assertThat(changed.organization("ClinicF")).isEmpty();
        refuses(new RemoveOrganization("ClinicX"), "ClinicX is not on channel credence; there are [ClinicF, HospitalA");
    }

    @Test
    void aHostLeavesStepByStepAndNotBelowFour() {
        refuses(
                new RemoveOrganization("HospitalE"),
                "HospitalE runs the consenters [5] of channel credence; remove these");
        ChannelConfiguration four = new RemoveConsenter(5).applyTo(current);
        assertThat(four.consenters()).hasSize(4);
        assertThat(four.policies().get("/Channel/Orderer/BlockValidation")).startsWith("3 of (");
        assertThat(new RemoveOrganization("HospitalE").applyTo(four).organization("HospitalE"))
                .isEmpty();

        assertThatThrownBy(() -> new RemoveConsenter(4).applyTo(four))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("3 would be left, and BFT ordering needs 4");
        assertThatThrownBy(() -> new RemoveOrganization("HospitalD").applyTo(four))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("HospitalD runs the consenters [4]")
                .hasMessageContaining("BFT ordering needs 4");
        refuses(new RemoveConsenter(6), "has no consenter 6; there are [1, 2, 3, 4, 5]");
    }

    @Test
    void aMemberBeginsToOrderAndCountsForTheBlocks() {
        ChannelConfiguration changed = ordering("ClinicF", "127.0.0.6").applyTo(current);

        assertThat(changed.consenters())
                .hasSize(6)
                .last()
                .extracting(Consenter::id, Consenter::mspId)
                .containsExactly(6, "ClinicF");
        assertThat(changed.organization("ClinicF")
                        .orElseThrow()
                        .ordering()
                        .orElseThrow()
                        .endpoints())
                .containsExactly(new Endpoint("127.0.0.6", 7050));
        assertThat(changed.policies())
                .containsEntry(
                        "/Channel/Orderer/ClinicF/Writers", "1 of (ClinicF.admin, ClinicF.client, ClinicF.orderer)");
        assertThat(changed.policies().get("/Channel/Orderer/BlockValidation")).startsWith("4 of (");
        assertThat(ChannelChecks.faults(changed)).isEmpty();
        refuses(ordering("HospitalA", "127.0.0.6"), "HospitalA runs consenter 1 of channel credence already");
        refuses(ordering("ClinicX", "127.0.0.6"), "ClinicX is not on channel credence");
        refuses(
                ordering("ClinicF", current.consenters().get(0).endpoint().host()),
                "two consenters are at 127.0.0.1:7050");
    }

    @Test
    void aConsentersNumberIsNotGivenToAnother() {
        ChannelConfiguration left = new RemoveConsenter(2).applyTo(current);

        assertThat(ordering("ClinicF", "127.0.0.6").applyTo(left).consenters())
                .extracting(Consenter::id)
                .containsExactly(1, 3, 4, 5, 6);
    }

    @Test
    void aFourteenthConsenterIsRefused() {
        ChannelConfiguration full = current;
        for (int i = 6; i <= ChannelChecks.MAX_CONSENTERS; i++) {
            String mspId = "Host%02d".formatted(i);
            full = new AddOrganization(organizations.organization(mspId), List.of()).applyTo(full);
            full = ordering(mspId, "127.0.1." + i).applyTo(full);
        }
        ChannelConfiguration most = full;

        assertThatThrownBy(() -> ordering("ClinicF", "127.0.0.6").applyTo(most))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("has 13 consenters, the most that order; another host has to stop");
    }

    @Test
    void othersFindAMembersPeersWhereItSays() {
        var peer = new Endpoint("127.0.0.6", 7051);

        ChannelConfiguration changed = new SetAnchorPeers("ClinicF", List.of(peer)).applyTo(current);

        assertThat(changed.organization("ClinicF")
                        .orElseThrow()
                        .application()
                        .orElseThrow()
                        .anchorPeers())
                .containsExactly(peer);
        refuses(new SetAnchorPeers("ClinicX", List.of(peer)), "ClinicX is not on channel credence");
    }

    private AddConsenter ordering(String mspId, String host) {
        Enrolment orderer = organizations.orderer(mspId);
        return new AddConsenter(
                mspId,
                new Endpoint(host, 7050),
                orderer.identity().certificate(),
                orderer.tls().certificate());
    }

    @Test
    void anEndorserStaysUntilTheRuleGoesWithoutIt() {
        ChannelConfiguration notOrdering = new RemoveConsenter(4).applyTo(current);

        assertThatThrownBy(() -> new RemoveOrganization("HospitalD").applyTo(notOrdering))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("HospitalD endorses on channel credence (3 of (HospitalA.peer, ");
        ChannelConfiguration relieved = new SetEndorsement(
                        new EndorsementRule(2, List.of("HospitalA", "HospitalB", "HospitalC")))
                .applyTo(notOrdering);
        assertThat(new RemoveOrganization("HospitalD").applyTo(relieved).organization("HospitalD"))
                .isEmpty();
    }

    @Test
    void aRevocationListComesIntoForceInBothGroupsInPlaceOfTheEarlierOne() {
        CertificateAuthority authority = organizations.authority("HospitalA");
        authority.revoke(organizations.client("HospitalA"));

        ChannelConfiguration changed = new EnforceRevocations("HospitalA", authority.crl()).applyTo(current);

        assertThat(changed.organization("HospitalA").orElseThrow().definition().crls())
                .containsExactly(authority.crl());
        assertThat(channel.update(new EnforceRevocations("HospitalA", authority.crl())))
                .extracting(update -> AppliedUpdate.on(current, update.update()).written().keySet().stream()
                        .map(ElementKey::path)
                        .toList())
                .isEqualTo(List.of("/Channel/Application/HospitalA/MSP", "/Channel/Orderer/HospitalA/MSP"));
    }

    @Test
    void aRevocationListIsItsOrganizationsAndForgetsNothing() {
        CertificateAuthority authority = organizations.authority("ClinicF");
        X509CRL first = authority.crl();
        authority.revoke(organizations.client("ClinicF"));
        X509CRL second = authority.crl();

        refuses(new EnforceRevocations("HospitalA", second), "is signed by none of the roots of HospitalA");
        ChannelConfiguration enforced = new EnforceRevocations("ClinicF", second).applyTo(current);
        assertThatThrownBy(() -> new EnforceRevocations("ClinicF", first).applyTo(enforced))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("get the newest list from its certificate authority");
    }

    @Test
    void aConsenterThatIsRevokedWouldBreakTheChannel() {
        CertificateAuthority authority = organizations.authority("HospitalA");
        authority.revoke(organizations.orderer("HospitalA"));

        refuses(
                new EnforceRevocations("HospitalA", authority.crl()),
                "the identity of consenter 1 of HospitalA is revoked");
    }

    @Test
    void rootsAreReplacedInTwoSteps() {
        Organization first = organizations.organization("HospitalA");
        CertificateAuthority secondAuthority = organizations.secondAuthority("HospitalA");
        Organization second = secondAuthority.organization();
        var both = new Organization(
                "HospitalA",
                List.of(first.roots().get(0), second.roots().get(0)),
                List.of(first.tlsRoots().get(0), second.tlsRoots().get(0)),
                List.of(first.crls().get(0), second.crls().get(0)));
        Enrolment renewed = secondAuthority.issue(IssueRequest.orderer("orderer0"));

        refuses(new ReplaceRoots(second), "the identity of consenter 1 of HospitalA is issued by none");
        ChannelConfiguration rotating = new ReplaceRoots(both).applyTo(current);
        ChannelConfiguration rotated = Golden.apply(
                rotating,
                List.of(
                        new RenewConsenter(
                                1,
                                renewed.identity().certificate(),
                                renewed.tls().certificate()),
                        new ReplaceRoots(second)));

        assertThat(rotated.organization("HospitalA").orElseThrow().definition()).isEqualTo(second);
        assertThat(ChannelChecks.faults(rotated)).isEmpty();
    }

    @Test
    void aRootThatStaysKeepsItsRevocations() {
        CertificateAuthority authority = organizations.authority("ClinicF");
        authority.revoke(organizations.client("ClinicF"));
        ChannelConfiguration enforced = new EnforceRevocations("ClinicF", authority.crl()).applyTo(current);
        Organization second = organizations.secondAuthority("ClinicF").organization();
        var forgetful = new Organization(
                "ClinicF",
                List.of(authority.organization().roots().get(0), second.roots().get(0)),
                second.tlsRoots(),
                second.crls());

        assertThatThrownBy(() -> new ReplaceRoots(forgetful).applyTo(enforced))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("drops its revocation list, which is in force");
        assertThat(new ReplaceRoots(second)
                        .applyTo(enforced)
                        .organization("ClinicF")
                        .orElseThrow()
                        .definition())
                .isEqualTo(second);
    }

    @Test
    void aConsentersCertificatesAreRenewedWithTheBlocksRule() {
        Enrolment renewed =
                organizations.authority("HospitalC").renew(organizations.orderer("HospitalC"), KeyChoice.NEW_KEY);

        ChannelConfiguration changed = new RenewConsenter(
                        3, renewed.identity().certificate(), renewed.tls().certificate())
                .applyTo(current);

        assertThat(changed.consenters().get(2).serverTls())
                .isEqualTo(renewed.tls().certificate());
        assertThat(changed.consenters().get(2).endpoint())
                .isEqualTo(current.consenters().get(2).endpoint());
        refuses(
                new RenewConsenter(
                        2, renewed.identity().certificate(), renewed.tls().certificate()),
                "the identity of consenter 2 of HospitalB is issued by none of the organization's roots; a TLS certificate");
    }

    @Test
    void addressesChangeForConsentersAndForClients() {
        var moved = new Endpoint("orderer.hospital-b.example", 443);

        ChannelConfiguration changed = Golden.apply(
                current, List.of(new MoveConsenter(2, moved), new SetOrdererEndpoints("HospitalB", List.of(moved))));

        assertThat(changed.consenters().get(1).endpoint()).isEqualTo(moved);
        assertThat(changed.organization("HospitalB")
                        .orElseThrow()
                        .ordering()
                        .orElseThrow()
                        .endpoints())
                .containsExactly(moved);
        refuses(new MoveConsenter(2, current.consenters().get(0).endpoint()), "two consenters are at 127.0.0.1:7050");
        refuses(new SetOrdererEndpoints("HospitalB", List.of()), "HospitalB orders and has no orderer address");
        refuses(new SetOrdererEndpoints("ClinicF", List.of(moved)), "ClinicF does not order on channel credence");
    }

    @Test
    void theEndorsementRuleIsSetForTransactionsAndForTheContract() {
        var rule = new EndorsementRule(4, List.of("HospitalA", "HospitalB", "HospitalC", "HospitalD", "HospitalE"));

        ChannelConfiguration changed = new SetEndorsement(rule).applyTo(current);

        assertThat(changed.endorsement()).contains(rule);
        assertThat(changed.policies())
                .containsEntry("/Channel/Application/Endorsement", rule.toString())
                .containsEntry("/Channel/Application/LifecycleEndorsement", rule.toString());
        refuses(
                new SetEndorsement(new EndorsementRule(1, List.of("ClinicX"))),
                "the Endorsement policy asks ClinicX, which is not among the application's organizations");
        assertThatThrownBy(() -> new EndorsementRule(3, List.of("A", "B")))
                .hasMessageContaining("1 to 2 of them, was 3");
        assertThatThrownBy(() -> new EndorsementRule(1, List.of("A", "A"))).hasMessageContaining("each host once");
    }

    private void refuses(ConfigChange change, String words) {
        assertThatThrownBy(() -> change.applyTo(current))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining(words);
    }
}
