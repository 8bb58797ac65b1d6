package org.credence.network.fabric.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Role;
import org.credence.network.identity.Roles;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Status;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.junit.jupiter.api.Test;

/** What a contract learns of its caller and of the transaction. */
interface SurroundingsConformance extends OnEngine {
    @Test
    default void aContractKnowsItsTransaction() throws Exception {
        Member member = session().anybody();
        Proposal proposal = member.proposal("context", "one", "W\u00e4rme");
        Header header = Header.parseFrom(
                org.hyperledger.fabric.protos.peer.Proposal.parseFrom(ProposedTransaction.parseFrom(proposal.getBytes())
                                .getProposal()
                                .getProposalBytes())
                        .getHeader());
        ChannelHeader channelHeader = ChannelHeader.parseFrom(header.getChannelHeader());
        SignatureHeader signatureHeader = SignatureHeader.parseFrom(header.getSignatureHeader());

        List<String> told = Member.text(proposal.evaluate()).lines().toList();

        assertThat(told.get(0)).isEqualTo(proposal.getTransactionId());
        assertThat(told.get(1)).isEqualTo(Engine.CHANNEL);
        assertThat(told.get(2))
                .isEqualTo(Instant.ofEpochSecond(
                                channelHeader.getTimestamp().getSeconds(),
                                channelHeader.getTimestamp().getNanos())
                        .toString());
        assertThat(told.get(3)).isEqualTo(binding(signatureHeader));
        assertThat(told.get(4)).isEqualTo(hex(member.creator().toByteArray()));
        assertThat(told.get(5)).isEqualTo("context one W\u00e4rme");
    }

    private static String binding(SignatureHeader header) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(header.getNonce().toByteArray());
        digest.update(header.getCreator().toByteArray());
        digest.update(ByteBuffer.allocate(Long.BYTES));
        return hex(digest.digest());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    default void aContractKnowsItsCallersOrganizationNameAndAttributes() throws Exception {
        IssueRequest request = IssueRequest.client("auditor", Role.AUDITOR);
        try (Member auditor = Member.of(session().engine(), Engine.HOSTS.get(1), request)) {
            List<String> told = auditor.evaluate("caller", Roles.ROLE).lines().toList();

            assertThat(told.get(0)).isEqualTo(Engine.HOSTS.get(1));
            assertThat(told.get(1)).startsWith("x509::").contains("CN=auditor");
            assertThat(told.get(2)).isEqualTo(Role.AUDITOR.text());
            assertThat(auditor.evaluate("caller", "no.such").lines()).last().isEqualTo("null");
        }
    }

    @Test
    default void transientDataReachTheContractAndNoBlock() throws Exception {
        String secret = "for the contract alone";
        Member member = session().anybody();
        assertThat(Member.text(member.proposal(Map.of("b", secret, "a", "1"), "transientNames")
                        .evaluate()))
                .isEqualTo("a b");

        Status status = session()
                .submit(member, member.proposal(Map.of("unused", secret, "value", "told"), "putTransient", "t"));

        assertThat(member.evaluate("get", "t")).isEqualTo("told");
        ByteString block = Block.parseFrom(member.network()
                        .getContract("qscc")
                        .evaluateTransaction("GetBlockByTxID", Engine.CHANNEL, status.getTransactionId()))
                .toByteString();
        assertThat(Member.text(block.toByteArray())).contains("told").doesNotContain(secret);
    }
}
