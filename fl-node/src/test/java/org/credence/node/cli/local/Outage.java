package org.credence.node.cli.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.credence.ledger.Ledger;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.Receipt;
import org.credence.ledger.fabric.ClientLimits;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.identity.EnrolmentFolder;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.Command;
import org.credence.protocol.Keys;
import org.credence.protocol.MemberId;
import org.credence.protocol.Study;

/**
 * At the moment when one member sends its update for one round, too many parts of the network are killed at once. They come back when
 * the member was told that its update could not be sent; its node has to send it again by itself.
 */
final class Outage implements Trouble {
    /** Of a member that gives up soon; all others have the patience of every client. */
    private static final ClientLimits SOON = new ClientLimits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            20);

    private final FabricNetwork network;
    private final RunFolder folder;
    private final MemberId sender;
    private final int round;
    private final Function<FabricNetwork, List<DaemonProcess>> victims;
    private final ConcurrentLinkedQueue<LedgerUnavailableException> told = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Optional<Study>> readMeanwhile = new ConcurrentLinkedQueue<>();

    /**
     * An outage that has not come yet.
     *
     * @param sender whose update is on its way when it comes
     * @param victims found when the time has come
     */
    Outage(
            FabricNetwork network,
            RunFolder folder,
            MemberId sender,
            int round,
            Function<FabricNetwork, List<DaemonProcess>> victims) {
        this.network = network;
        this.folder = folder;
        this.sender = sender;
        this.round = round;
        this.victims = victims;
    }

    /** What the sender was told of the update that it could not send. */
    List<LedgerUnavailableException> told() {
        return List.copyOf(told);
    }

    /** The study as the sender could read it while the parts were away. */
    List<Optional<Study>> readMeanwhile() {
        return List.copyOf(readMeanwhile);
    }

    @Override
    public Ledger ledger(LocalNetwork local, MemberId member) {
        Ledger right = local.member(member);
        return member.equals(sender) ? new Sender(local, right) : right;
    }

    private final class Sender extends Faults.CommitFault {
        private final LocalNetwork local;
        private final Ledger right;

        Sender(LocalNetwork local, Ledger right) {
            super(right);
            this.local = local;
            this.right = right;
        }

        @Override
        Receipt commit(Command.CommitUpdate command) {
            return command.round() == round && told.isEmpty() ? cutOff(command) : pass(command);
        }

        private Receipt cutOff(Command.CommitUpdate command) {
            victims.apply(network).forEach(DaemonProcess::kill);
            var enrolment = EnrolmentFolder.read(folder.certificates(sender).resolve("member"), sender.value());
            try (Ledger impatient = local.connect(sender, enrolment, SOON)) {
                return impatient.submit(command);
            } catch (LedgerUnavailableException e) {
                told.add(e);
                readMeanwhile.add(right.read(Keys.study(command.study())));
                throw e;
            } finally {
                network.up();
            }
        }
    }
}
