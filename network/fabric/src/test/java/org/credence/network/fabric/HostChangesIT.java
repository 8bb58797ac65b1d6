package org.credence.network.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.credence.ledger.Ledger;
import org.credence.network.fabric.CertificateRenewal.Renewed;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.network.fabric.config.EndorsementRule;
import org.credence.network.fabric.config.EnforceRevocations;
import org.credence.network.fabric.config.RemoveConsenter;
import org.credence.network.fabric.config.RemoveOrganization;
import org.credence.network.fabric.config.SetEndorsement;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.KeyChoice;
import org.credence.network.identity.Role;
import org.credence.protocol.Code;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that change, on a real network of five: each test has one of its own. */
@Timeout(300)
final class HostChangesIT {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final List<String> HOSTS = TestFabric.members(5);

    @TempDir
    private Path folder;

    private FabricNetwork network;
    private ChannelChanges channel;

    @BeforeEach
    void found() {
        FabricPrograms programs = TestFabric.require();
        NetworkPlan plan =
                NetworkPlan.local(TestFabric.CHANNEL, TestFabric.CONTRACT, HOSTS, HOSTS.size(), new PortRange());
        network = FabricNetwork.found(folder.resolve("network"), plan, TestFabric.environment(programs));
        network.up();
        channel = new ChannelChanges(network);
    }

    @AfterEach
    void down() {
        if (network != null) {
            network.down();
        }
    }

    @Test
    void aHostGoesOnWithNewKeys() {
        OrganizationFolder organization = network.organization("Org02");
        var renewal = new CertificateRenewal(organization, InstantSource.system(), new SecureRandom());
        Renewed orderer = renewal.renewConsenter(network);
        for (String name : List.of("peer", "contract", "admin")) {
            renewal.renew(name, KeyChoice.NEW_KEY);
        }
        network.orderer("Org02").stop(GRACE);
        network.peer("Org02").stop(GRACE);
        network.contracts("Org02").forEach(service -> service.stop(GRACE));
        network.up();

        assertThat(channel.inForce().consenters().get(1).identity())
                .isEqualTo(orderer.after().identity().certificate());
        assertThat(organization.prepared("orderer")).doesNotExist();
        try (Ledger ledger =
                channel.connect("Org02", channel.issue("Org02", IssueRequest.client("board", Role.BOARD)))) {
            var charter =
                    new Command.InitCharter(HOSTS.stream().map(MemberId::new).toList(), 3, List.of());
            assertThat(ledger.submit(charter).code()).isEqualTo(Code.OK);
        }
        CertificateAuthority authority = channel.authority("Org02");
        // By this orderer alone: it has caught up, takes an update, and delivers the block.
        authority.revoke(authority.issue(IssueRequest.client("lost")));
        CarriedUpdate update =
                channel.signed(channel.update(new EnforceRevocations("Org02", authority.crl())), "Org02");
        ConfigBlock block = channel.orderer("Org02").submit(update);
        assertThat(block.configuration().sequence()).isEqualTo(2);
        channel.awaitPeers(block);
        assertThat(network.status().isWell()).as("%s", network.status()).isTrue();
    }

    @Test
    void aHostThatLeavesIsNotMissed() {
        List<String> four = HOSTS.subList(0, 4);
        CarriedUpdate update = channel.update(
                new SetEndorsement(new EndorsementRule(3, four)),
                new RemoveConsenter(5),
                new RemoveOrganization("Org05"));

        ConfigBlock block = channel.putInForce(update, channel.majority());
        four.forEach(host -> network.awaitHeight(host, block.number() + 1));
        network.contracts("Org05").forEach(process -> process.stop(GRACE));
        network.peer("Org05").stop(GRACE);
        network.orderer("Org05").stop(GRACE);

        try (Ledger board =
                channel.connect("Org01", channel.issue("Org01", IssueRequest.client("board", Role.BOARD)))) {
            List<MemberId> members = four.stream().map(MemberId::new).toList();
            assertThat(board.initCharter(new Command.InitCharter(members, 2, List.of()))
                            .code())
                    .isEqualTo(Code.OK);
        }
    }
}
