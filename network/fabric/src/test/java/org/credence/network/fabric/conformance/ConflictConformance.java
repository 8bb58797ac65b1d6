package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** Transactions that do not go together. */
interface ConflictConformance extends OnEngine {
    int AT_ONCE = 8;

    @Test
    default void ofReadersThatWriteAtOnceExactlyOneIsValid() throws Exception {
        session().submit("increment", "conflict-n");
        Member member = session().anybody();
        List<Transaction> endorsed = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            endorsed.add(member.endorse("increment", "conflict-n"));
        }

        List<TxValidationCode> codes = new ArrayList<>();
        for (Transaction transaction : endorsed) {
            Status status = member.submit(transaction);
            session().everybodyHas(status.getTransactionId());
            codes.add(status.getCode());
        }

        assertThat(codes).containsOnlyOnce(TxValidationCode.VALID);
        assertThat(codes)
                .filteredOn(TxValidationCode.MVCC_READ_CONFLICT::equals)
                .hasSize(AT_ONCE - 1);
        assertThat(member.evaluate("get", "conflict-n")).isEqualTo("2");
    }

    @Test
    default void blindWritesDoNotConflict() throws Exception {
        Member member = session().anybody();
        Transaction first = member.endorse("put", "conflict-blind", "1");
        Transaction second = member.endorse("put", "conflict-blind", "2");

        assertThat(member.submit(first).getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(member.submit(second).getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(member.evaluate("get", "conflict-blind")).isEqualTo("2");
    }

    @Test
    default void aReadOfNothingConflictsWithTheFirstWrite() throws Exception {
        Member member = session().anybody();
        Transaction late = member.endorse("increment", "conflict-first");
        session().submit("put", "conflict-first", "7");

        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    }

    @Test
    default void aKeyThatAppearsInARangeIsAPhantom() throws Exception {
        session().submit("put", "phantom-1", "1");
        Member member = session().anybody();
        Transaction late = member.endorse("countInto", "phantom-", "phantom-~", "count-1");
        session().submit("put", "phantom-2", "2");

        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    default void aKeyThatVanishesFromARangeIsAPhantom() throws Exception {
        session().submit("put", "vanishing-1", "1");
        Member member = session().anybody();
        Transaction late = member.endorse("countInto", "vanishing-", "vanishing-~", "count-2");
        session().submit("delete", "vanishing-1");

        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    default void aValueThatChangesInARangeIsAPhantom() throws Exception {
        session().submit("put", "changing-1", "1");
        Member member = session().anybody();
        Transaction late = member.endorse("countInto", "changing-", "changing-~", "count-3");
        session().submit("put", "changing-1", "2");

        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    }

    @Test
    default void aRangeThatDidNotChangeIsNoConflict() throws Exception {
        session().submit("put", "still-1", "1");
        Member member = session().anybody();
        Transaction late = member.endorse("countInto", "still-", "still-~", "count-4");
        session().submit("put", "stillness", "2");

        assertThat(member.submit(late).getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(member.evaluate("get", "count-4")).isEqualTo("1");
    }

    @Test
    default void theSameProposalEndorsedTwiceCountsOnce() throws Exception {
        Member member = session().anybody();
        Proposal proposal = member.proposal("increment", "conflict-twice");
        Transaction first = proposal.endorse();
        Transaction second = proposal.endorse();

        assertThat(member.submit(first).getCode()).isEqualTo(TxValidationCode.VALID);
        assertThat(member.submit(second).getCode()).isEqualTo(TxValidationCode.VALID);
        session().submit("put", "conflict-afterwards", "1");
        assertThat(member.evaluate("get", "conflict-twice")).isEqualTo("1");
    }

    @Test
    default void aCommittedProposalIsNotEndorsedAgain() throws Exception {
        Member member = session().anybody();
        Proposal proposal = member.proposal("put", "conflict-again", "1");
        session().submit(member, proposal);

        assertThatThrownBy(proposal::endorse)
                .isInstanceOfSatisfying(
                        EndorseException.class,
                        e -> assertThat(e.getDetails().get(0).getMessage())
                                .contains("duplicate transaction found [" + proposal.getTransactionId() + "]"));
    }
}
