package org.credence.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.credence.network.ledger.verify.RecordedChain;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;
import org.credence.protocol.StateKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's part of the audit on the chain of a real Fabric network. */
final class FabricLedgerAuditTest {
    @TempDir
    private Path folder;

    private final LedgerAudit audit = new LedgerAudit();
    private final AuditLog log = new AuditLog(AuditListener.NONE);

    private LedgerHead run(byte[] content) throws Exception {
        Path blocks =
                Files.write(Files.createDirectories(folder.resolve("ledger")).resolve("blocks"), content);
        return audit.run(blocks, new Evidence(new RunFolder(folder)), log);
    }

    @Test
    void everyBlockConfigurationAndCallIsCounted() throws Exception {
        LedgerHead head = run(RecordedChain.content());

        assertThat(head.height()).isEqualTo(19);
        assertThat(head.anchor().toString()).startsWith("f588ea1f54c1eabd");
        assertThat(audit.blocks())
                .extracting(AuditedBlock::hash)
                .hasSize(19)
                .startsWith(head.anchor())
                .endsWith(head.head());
        assertThat(log.checks())
                .containsExactly(
                        new Check("ledger", "blocks in their one encoding, chained, signed by those who order", 19),
                        new Check("ledger", "configurations of the channel", 4),
                        new Check("ledger", "transactions with their signatures, memberships and verdicts", 20),
                        new Check("ledger", "calls that the rules answer alike, write for write", 5),
                        new Check("ledger", "approvals and definitions of contracts, which change nothing else", 9));
        assertThat(log.notes())
                .containsExactly(
                        new Note(
                                "ledger",
                                "contract credence is defined as version 1.1 (sequence 2); its calls need endorsements by"
                                        + " OutOf(2,'AlphaMSP.peer','BravoMSP.peer','CharlieMSP.peer','DeltaMSP.peer')"),
                        new Note("ledger", "2 transactions are on record as invalid, and are; they had no effect"));
    }

    @Test
    void theStateIsTheOneThatTheCallsLeadTo() throws Exception {
        run(RecordedChain.content());

        assertThat(audit.replay().state().range(StateKind.MEMBER))
                .extracting(member -> new MemberId(member.key().attribute(0)))
                .contains(new MemberId("AlphaMSP"), new MemberId("FoxtrotMSP"));
        assertThat(audit.senders().keySet()).containsExactly("AlphaMSP", "BravoMSP", "CharlieMSP");
    }

    @Test
    void aChangedByteIsNamedByBlock() {
        byte[] content = RecordedChain.content();
        content[content.length - 100] ^= 1;

        assertThatThrownBy(() -> run(content)).isInstanceOf(Disagreement.class).hasMessageStartingWith("block 18");
    }
}
