package org.credence.node.round;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.credence.ledger.Ledger;
import org.credence.node.store.NodeState;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.AccountId;
import org.credence.protocol.Command;
import org.credence.protocol.MemberId;

/** Puts together one organization's node for one study: which capacities it acts in, and with which certificates. */
public final class NodeBuilder {
    private static final int SECRET_BYTES = 32;

    private final StudySettings settings;
    private final PartClock parts;
    private final Patience patience;
    private final List<Desk> desks = new ArrayList<>();

    public NodeBuilder(StudySettings settings, PartClock parts) {
        this.settings = settings;
        this.parts = parts;
        this.patience = new Patience(settings.backOff());
    }

    /**
     * Where a member keeps its content and its own memory, and how it meets the others.
     *
     * @param memory of this study alone
     */
    public record Storage(UpdateStore store, UpdateExchange exchange, NodeState memory) {}

    /**
     * The member takes part in the study.
     *
     * @param ledger under the member's certificate
     * @param listener is told of the rounds that this node aggregates
     */
    public NodeBuilder participate(Ledger ledger, MemberData data, Storage storage, RoundListener listener) {
        if (storage.memory().get(ScoringDesk.SECRET).isEmpty()) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            storage.memory().put(ScoringDesk.SECRET, secret);
        }
        var contents = new Contents(storage.store(), storage.exchange());
        desks.add(new StudyDesk(settings, data, contents, storage.memory(), calls(ledger), turns(), parts, listener));
        return this;
    }

    /** The member registers how its credit is divided, once it has enrolled. */
    public NodeBuilder divide(Ledger ledger, Command.RegisterBeneficiaries split) {
        desks.add(new SplitDesk(settings.self(), split, calls(ledger)));
        return this;
    }

    /**
     * The member leads the study.
     *
     * @param expected who shall have enrolled before it starts the study
     * @param dividing who of them shall have registered how its credit is divided
     */
    public NodeBuilder lead(
            Ledger ledger, Command.ProposeStudy proposal, List<MemberId> expected, List<MemberId> dividing) {
        desks.add(new LeadDesk(proposal, expected, dividing, calls(ledger)));
        return this;
    }

    /**
     * The organization's board seat follows its standing order: see {@link BoardDesk}.
     *
     * @param ledger under the board seat's certificate
     */
    public NodeBuilder board(Ledger ledger, boolean proposesStatement) {
        desks.add(new BoardDesk(
                settings.self(),
                settings.spec().study(),
                settings.specHash(),
                proposesStatement,
                turns(),
                calls(ledger)));
        return this;
    }

    /**
     * A data owner claims what its account is owed.
     *
     * @param ledger under the owner's certificate
     */
    public NodeBuilder owner(Ledger ledger, AccountId account) {
        desks.add(new OwnerDesk(settings.spec().study(), account, calls(ledger)));
        return this;
    }

    private Calls calls(Ledger ledger) {
        return new Calls(ledger, parts, settings.clock(), patience);
    }

    private Turns turns() {
        return new Turns(settings.self(), patience, settings.clock());
    }

    /**
     * The node.
     *
     * @param ledger whose blocks it follows
     */
    public MemberNode build(Ledger ledger, MemberNode.Observer observer) {
        return new MemberNode(settings.self(), ledger, desks, observer);
    }
}
