package org.credence.node.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.credence.network.fabric.DaemonProcess;
import org.credence.network.fabric.FabricNetwork;
import org.credence.protocol.Keys;
import org.credence.protocol.StateView;
import org.credence.protocol.Study;
import org.credence.protocol.StudyId;

/**
 * Kills parts of a network one after another while a study runs. Each stays away for two rounds, then is started again while the study
 * goes on, and only when it is back the next one is killed.
 */
final class Casualties implements Trouble {
    private static final int ROUNDS_APART = 3;
    private static final int ROUNDS_AWAY = 2;

    private final FabricNetwork network;
    private final StudyId study;
    private final List<Function<FabricNetwork, DaemonProcess>> victims;
    private final List<String> killed = new ArrayList<>();
    private CompletableFuture<Void> back = CompletableFuture.completedFuture(null);
    private Optional<Integer> due = Optional.empty();

    /** @param victims in their order; found when their time has come */
    Casualties(FabricNetwork network, StudyId study, List<Function<FabricNetwork, DaemonProcess>> victims) {
        this.network = network;
        this.study = study;
        this.victims = List.copyOf(victims);
    }

    /** How many rounds a study needs for all of them. */
    static int rounds(int victims) {
        return 1 + ROUNDS_APART * victims;
    }

    /** Whom they were, in the words of messages. */
    List<String> killed() {
        return killed;
    }

    /** Returns when the last one is back. */
    void awaitBack() {
        back.join();
    }

    @Override
    public void meanwhile(LocalNetwork local, StateView state) {
        Study now = state.get(Keys.study(study));
        if (now == null || now.status() != Study.Status.RUNNING) {
            return;
        }
        if (due.filter(round -> now.round() >= round).isPresent()) {
            due = Optional.empty();
            back = CompletableFuture.runAsync(network::up);
        }
        if (killed.size() < victims.size() && now.round() >= 1 + ROUNDS_APART * killed.size()) {
            back.join();
            DaemonProcess victim = victims.get(killed.size()).apply(network);
            if (!victim.isRunning()) {
                throw new IllegalStateException("the " + victim.name() + " is dead already");
            }
            victim.kill();
            killed.add(victim.name());
            due = Optional.of(now.round() + ROUNDS_AWAY);
        }
    }
}
