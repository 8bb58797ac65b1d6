package org.credence.node.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.verify.BlockFault;
import org.credence.network.ledger.verify.BlockFaultException;
import org.credence.network.ledger.verify.ChainVerifier;
import org.credence.network.ledger.verify.DefinedContract;
import org.credence.network.ledger.verify.LedgerTransaction;
import org.credence.network.ledger.verify.VerifiedBlock;

/** The blocks, from the first byte to the last, and the rules behind every call in them. */
final class LedgerAudit {
    private static final String SUBJECT = "ledger";

    private final CallReplay replay = new CallReplay();
    private final List<List<Organization>> configurations = new ArrayList<>();
    private final SortedMap<String, Set<X509Certificate>> senders = new TreeMap<>();
    private long transactions;
    private long rejected;
    private final List<AuditedBlock> blocks = new ArrayList<>();
    private List<DefinedContract> contracts = List.of();

    /** What the blocks hold. */
    LedgerHead run(Path blocksFile, Evidence evidence, AuditLog log) {
        try (ChainVerifier chain = ChainVerifier.open(blocksFile)) {
            while (chain.hasNext()) {
                block(chain.next());
            }
            contracts = chain.contracts();
        } catch (BlockFaultException e) {
            throw new Disagreement(where(e.fault()), e.fault().reason(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new Disagreement(SUBJECT, evidence.named(blocksFile) + " cannot be read: " + e.getMessage(), e);
        }
        if (blocks.isEmpty()) {
            throw new Disagreement(SUBJECT, evidence.named(blocksFile) + " holds no block");
        }
        evidence.confirm(blocksFile);
        log.passed(SUBJECT, "blocks in their one encoding, chained, signed by those who order", blocks.size());
        log.passed(SUBJECT, "configurations of the channel", configurations.size());
        log.passed(SUBJECT, "transactions with their signatures, memberships and verdicts", transactions);
        log.passed(SUBJECT, "calls that the rules answer alike, write for write", replay.calls());
        if (replay.definitions() > 0) {
            log.passed(
                    SUBJECT, "approvals and definitions of contracts, which change nothing else", replay.definitions());
        }
        for (DefinedContract contract : contracts) {
            log.note(
                    SUBJECT,
                    "contract %s is defined as version %s (sequence %d); its calls need endorsements by %s"
                            .formatted(
                                    contract.name(), contract.version(), contract.sequence(), contract.endorsement()));
        }
        if (rejected > 0) {
            log.note(SUBJECT, rejected + " transactions are on record as invalid, and are; they had no effect");
        }
        return new LedgerHead(
                blocks.get(0).hash(),
                blocks.size(),
                blocks.get(blocks.size() - 1).hash());
    }

    private void block(VerifiedBlock block) {
        for (LedgerTransaction transaction : block.transactions()) {
            transactions++;
            if (transaction instanceof LedgerTransaction.ContractCall call) {
                if (CallReplay.isOwn(call)) {
                    senders.computeIfAbsent(call.mspId(), any -> new LinkedHashSet<>())
                            .add(call.certificate());
                }
                if (call.isValid()) {
                    replay.replay(block.number(), call);
                } else {
                    rejected++;
                }
            } else if (transaction instanceof LedgerTransaction.Configuration configuration) {
                configurations.add(configuration.organizations());
            } else {
                rejected++;
            }
        }
        blocks.add(AuditedBlock.of(block));
    }

    private static String where(BlockFault fault) {
        var where = new StringBuilder("block ").append(fault.block());
        fault.transaction().ifPresent(index -> where.append(", transaction ").append(index));
        fault.member().ifPresent(member -> where.append(", ").append(member));
        return where.toString();
    }

    /** The state that the blocks lead to, and what led there. */
    CallReplay replay() {
        return replay;
    }

    /** All configurations that were ever in force, each the organizations by MSP id; the last is in force. */
    List<List<Organization>> configurations() {
        return List.copyOf(configurations);
    }

    /** The blocks as another copy must have them, in order. */
    List<AuditedBlock> blocks() {
        return Collections.unmodifiableList(blocks);
    }

    /** Who sent calls: certificates by MSP id, in the order of their first use. */
    Map<String, Set<X509Certificate>> senders() {
        return senders;
    }
}
