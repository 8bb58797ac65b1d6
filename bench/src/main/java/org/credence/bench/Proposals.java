package org.credence.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.credence.ledger.Ledger;
import org.credence.protocol.Command;
import org.credence.protocol.Deadlines;
import org.credence.protocol.Digest;
import org.credence.protocol.Settlement;
import org.credence.protocol.StudyId;

/**
 * Calls of the contract that never conflict, each with keys of its own: proposals of studies, from one member after the other. Like an
 * update commit, a proposal reads the member's standing and writes a few facts of some hundred bytes. Safe for use by several threads.
 */
final class Proposals implements Runnable {
    private static final Digest ANY = Digest.sha256(new byte[0]);

    private final List<Ledger> members;
    private final AtomicInteger next = new AtomicInteger();

    /** @param members each under its own certificate */
    Proposals(List<Ledger> members) {
        this.members = List.copyOf(members);
    }

    /** Makes one call and waits for its commit. */
    @Override
    public void run() {
        int number = next.getAndIncrement();
        members.get(number % members.size()).submit(proposal(number));
    }

    /** The proposal of this number. */
    static Command.ProposeStudy proposal(int number) {
        return new Command.ProposeStudy(
                new StudyId("study-" + number),
                ANY,
                ANY,
                1,
                List.of(1L),
                1,
                1,
                0,
                0,
                Settlement.LEDGER,
                new Deadlines(60, 60, 60, 60, 60));
    }
}
