package org.credence.ledger.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.credence.network.identity.Enrolment;
import org.credence.protocol.Digest;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.peer.Proposal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MessagesTest {
    private static final Instant MOMENT = Instant.ofEpochSecond(1000);

    @TempDir
    Path folder;

    private TestNetwork network;
    private Enrolment node;
    private Messages messages;

    @BeforeEach
    void enrol() {
        network = new TestNetwork(folder);
        node = network.member();
        messages =
                new Messages(new Caller(node), network.profile(7051), network.environment(InstantSource.fixed(MOMENT)));
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aTransactionsIdHashesItsNonceAndCreator() throws Exception {
        ProposedTransaction proposed = messages.proposal("enrol", new byte[] {1});
        Header header = Header.parseFrom(
                Proposal.parseFrom(proposed.getProposal().getProposalBytes()).getHeader());
        SignatureHeader signature = SignatureHeader.parseFrom(header.getSignatureHeader());
        ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
        assertThat(signature.getNonce().size()).isEqualTo(24);
        assertThat(proposed.getTransactionId())
                .isEqualTo(channel.getTxId())
                .isEqualTo(Digest.sha256(signature
                                .getNonce()
                                .concat(signature.getCreator())
                                .toByteArray())
                        .hex());
        assertThat(SerializedIdentity.parseFrom(signature.getCreator()).getMspid())
                .isEqualTo("HospitalA");
        assertThat(channel.getType()).isEqualTo(HeaderType.ENDORSER_TRANSACTION_VALUE);
        assertThat(channel.getTimestamp().getSeconds()).isEqualTo(1000);
        assertThat(messages.proposal("enrol", new byte[] {1}).getTransactionId())
                .isNotEqualTo(proposed.getTransactionId());
    }

    @Test
    void aRequestForBlocksIsSignedAndBoundToItsConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            Envelope request = messages.blocksFrom(5);
            Payload payload = Payload.parseFrom(request.getPayload());
            ChannelHeader channel = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
            assertThat(channel.getTlsCertHash())
                    .isEqualTo(ByteString.copyFrom(
                            Digest.sha256(node.tls().certificate().getEncoded()).bytes()));
            assertThat(channel.getTimestamp().getSeconds()).isEqualTo(1000);
            SeekInfo seek = SeekInfo.parseFrom(payload.getData());
            assertThat(seek.getStart().getSpecified().getNumber()).isEqualTo(5);
            assertThat(seek.getStop().getSpecified().getNumber()).isEqualTo(Long.MAX_VALUE);
            assertSigned(request.getPayload(), request.getSignature());
        }
    }

    /** Fabric refuses the other of the two valid signatures, that with the high S. */
    private void assertSigned(ByteString message, ByteString signature) throws Exception {
        var key = (ECPublicKey) node.identity().certificate().getPublicKey();
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key);
        verifier.update(message.toByteArray());
        assertThat(verifier.verify(signature.toByteArray())).isTrue();
        BigInteger s = ASN1Integer.getInstance(
                        ASN1Sequence.getInstance(signature.toByteArray()).getObjectAt(1))
                .getValue();
        assertThat(s).isLessThanOrEqualTo(key.getParams().getOrder().shiftRight(1));
    }
}
