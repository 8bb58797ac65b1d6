package org.credence.network.ledger.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_CREATOR_SIGNATURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_PAYLOAD;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_RESPONSE_PAYLOAD;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_RWSET;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_ENDORSER_TRANSACTION;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.INVALID_OTHER_REASON;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.NIL_ENVELOPE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.NIL_TXACTION;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.TARGET_CHAIN_NOT_FOUND;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.VALID;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Identity;
import org.credence.network.identity.IssueRequest;
import org.credence.network.ledger.Consortium;
import org.credence.network.ledger.Forge;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.message.ChaincodeProposal;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions made by hand, wrong in one point each. */
final class TransactionCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static Consortium consortium;
    private static ChannelConfig config;
    private static Identity client;
    private static SigningIdentity peer;

    @BeforeAll
    static void start(@TempDir Path folder) {
        consortium = new Consortium(folder, InstantSource.fixed(NOW), "HostMSP", "AMSP");
        config = ChannelConfig.first(Consortium.CHANNEL, consortium.organizations(), "HostMSP");
        client = consortium.client("AMSP").identity();
        peer = new SigningIdentity(consortium.host().peer());
    }

    private static CheckedTransaction check(Envelope envelope) {
        CheckedTransaction checked = new TransactionCheck(config, new SignatureVerifier()).check(envelope);
        assertThat(new TransactionCheck(config, new SignatureVerifier())
                        .check(envelope.toByteString())
                        .code())
                .isEqualTo(checked.code());
        return checked;
    }

    private static ChaincodeProposal proposal(Forge forge) throws Exception {
        return ChaincodeProposal.parse(forge.build());
    }

    private static ChaincodeProposal proposal() throws Exception {
        return proposal(new Forge(client, NOW));
    }

    private static ChaincodeResult result(ChaincodeEvent... events) {
        return new ChaincodeResult(
                Consortium.CONTRACT,
                "1.0",
                Response.newBuilder().setStatus(200).build(),
                List.of(events).stream().findFirst(),
                new ReadWriteSet(List.of()));
    }

    private static Endorsement endorsement(ByteString payload, SigningIdentity endorser) {
        return Endorsement.newBuilder()
                .setEndorser(endorser.creator())
                .setSignature(endorser.sign(payload, endorser.creator()))
                .build();
    }

    private static Envelope signed(Envelope envelope, Identity signer) {
        return envelope.toBuilder()
                .setSignature(new SigningIdentity(signer).sign(envelope.getPayload()))
                .build();
    }

    private static Envelope transaction(ChaincodeProposal proposal, ByteString payload, SigningIdentity... endorsers) {
        List<Endorsement> endorsements = List.of(endorsers).stream()
                .map(endorser -> endorsement(payload, endorser))
                .toList();
        return signed(EndorsedTransaction.unsigned(proposal, payload, endorsements), client);
    }

    private static Envelope transaction() throws Exception {
        ChaincodeProposal proposal = proposal();
        return transaction(proposal, EndorsedTransaction.responsePayload(proposal, result()), peer);
    }

    /* The same transaction with its body changed, signed again by its creator. */
    private static Envelope rewritten(UnaryOperator<Transaction> change) throws Exception {
        Payload payload = Payload.parseFrom(transaction().getPayload());
        Transaction changed = change.apply(Transaction.parseFrom(payload.getData()));
        return signed(
                Envelope.newBuilder()
                        .setPayload(payload.toBuilder()
                                .setData(changed.toByteString())
                                .build()
                                .toByteString())
                        .build(),
                client);
    }

    @Test
    void aRightTransactionIsValid() throws Exception {
        CheckedTransaction checked = check(transaction());

        assertThat(checked.code()).as(checked.reason()).isEqualTo(VALID);
        assertThat(checked.provenId()).isPresent();
        assertThat(checked.claimedOrganization()).contains("AMSP");
    }

    @Test
    void whatCannotBeOpenedIsToldApart() throws Exception {
        assertThat(check(Envelope.getDefaultInstance()).code()).isEqualTo(NIL_ENVELOPE);
        assertThat(check(Envelope.newBuilder()
                                .setPayload(ByteString.copyFromUtf8("nonsense"))
                                .build())
                        .code())
                .isEqualTo(BAD_PAYLOAD);
        assertThat(new TransactionCheck(config, new SignatureVerifier())
                        .check(ByteString.copyFromUtf8("nonsense"))
                        .code())
                .isEqualTo(INVALID_OTHER_REASON);
    }

    @Test
    void aTransactionOfAnotherChannelIsNotThisLedgers() throws Exception {
        ChaincodeProposal proposal = proposal(new Forge(client, NOW).channel("other"));
        CheckedTransaction checked =
                check(transaction(proposal, EndorsedTransaction.responsePayload(proposal, result()), peer));

        assertThat(checked.code()).isEqualTo(TARGET_CHAIN_NOT_FOUND);
        assertThat(checked.provenId()).isEmpty();
    }

    @Test
    void onlyTheCreatorSigns() throws Exception {
        Envelope right = transaction();

        CheckedTransaction checked =
                check(signed(right, consortium.client("AMSP").identity()));

        assertThat(checked.code()).isEqualTo(BAD_CREATOR_SIGNATURE);
        assertThat(checked.provenId()).isEmpty();
        assertThat(check(right.toBuilder()
                                .setSignature(Forge.highS(right.getSignature()))
                                .build())
                        .code())
                .isEqualTo(BAD_CREATOR_SIGNATURE);
    }

    @Test
    void aCertificateMustHoldAtTheTransactionsTime() throws Exception {
        Instant late = NOW.plus(Duration.ofDays(400));
        ChaincodeProposal proposal = proposal(new Forge(client, late));
        Envelope envelope = transaction(proposal, EndorsedTransaction.responsePayload(proposal, result()), peer);

        assertThat(check(envelope).code()).isEqualTo(BAD_CREATOR_SIGNATURE);
    }

    @Test
    void aRevokedCreatorIsRefusedUnderTheNewConfigurationAlone(@TempDir Path folder) throws Exception {
        CertificateAuthority authority = consortium.authority("AMSP");
        var leaver = authority.issue(IssueRequest.client("leaver"));
        ChaincodeProposal proposal = proposal(new Forge(leaver.identity(), NOW));
        ByteString payload = EndorsedTransaction.responsePayload(proposal, result());
        Envelope envelope = signed(
                EndorsedTransaction.unsigned(proposal, payload, List.of(endorsement(payload, peer))),
                leaver.identity());
        authority.revoke(leaver);
        ChannelConfig next = config.next(consortium.organizations());

        assertThat(check(envelope).code()).isEqualTo(VALID);
        assertThat(new TransactionCheck(next, new SignatureVerifier())
                        .check(envelope)
                        .code())
                .isEqualTo(BAD_CREATOR_SIGNATURE);
    }

    @Test
    void theHostsPeerMustHaveEndorsedThisResult() throws Exception {
        ChaincodeProposal proposal = proposal();
        ByteString payload = EndorsedTransaction.responsePayload(proposal, result());
        SigningIdentity hostClient =
                new SigningIdentity(consortium.client("HostMSP").identity());
        SigningIdentity otherPeer = new SigningIdentity(
                consortium.authority("AMSP").issue(IssueRequest.peer("peer0")).identity());

        assertThat(check(transaction(proposal, payload)).code()).isEqualTo(ENDORSEMENT_POLICY_FAILURE);
        assertThat(check(transaction(proposal, payload, hostClient)).code()).isEqualTo(ENDORSEMENT_POLICY_FAILURE);
        assertThat(check(transaction(proposal, payload, otherPeer)).code()).isEqualTo(ENDORSEMENT_POLICY_FAILURE);
        assertThat(check(transaction(proposal, payload, otherPeer, peer)).code())
                .isEqualTo(VALID);
        Envelope stale = signed(
                EndorsedTransaction.unsigned(
                        proposal, payload, List.of(endorsement(payload.concat(ByteString.copyFromUtf8("x")), peer))),
                client);
        CheckedTransaction checked = check(stale);
        assertThat(checked.code()).isEqualTo(ENDORSEMENT_POLICY_FAILURE);
        assertThat(checked.provenId()).isPresent();
    }

    @Test
    void theEndorsementMustBeOfThisProposal() throws Exception {
        ByteString other = EndorsedTransaction.responsePayload(proposal(), result());

        assertThat(check(transaction(proposal(), other, peer)).code()).isEqualTo(INVALID_ENDORSER_TRANSACTION);
    }

    @Test
    void aTransactionHasOneActionOfItsCreator() throws Exception {
        assertThat(check(rewritten(it -> Transaction.getDefaultInstance())).code())
                .isEqualTo(NIL_TXACTION);
        assertThat(check(rewritten(it ->
                                it.toBuilder().addActions(it.getActions(0)).build()))
                        .code())
                .isEqualTo(INVALID_ENDORSER_TRANSACTION);
        assertThat(check(rewritten(it -> it.toBuilder()
                                .setActions(0, it.getActions(0).toBuilder().setHeader(ByteString.copyFromUtf8("x")))
                                .build()))
                        .code())
                .isEqualTo(INVALID_ENDORSER_TRANSACTION);
    }

    @Test
    void anotherTransactionsEventIsRefused() throws Exception {
        ChaincodeProposal proposal = proposal();
        ChaincodeEvent foreign = ChaincodeEvent.newBuilder()
                .setChaincodeId(Consortium.CONTRACT)
                .setTxId("another")
                .setEventName("e")
                .build();

        assertThat(check(transaction(proposal, EndorsedTransaction.responsePayload(proposal, result(foreign)), peer))
                        .code())
                .isEqualTo(BAD_RESPONSE_PAYLOAD);
    }

    @Test
    void aWriteIsEitherAValueOrADeletion() throws Exception {
        ChaincodeProposal proposal = proposal();
        ReadWriteSet set = new ReadWriteSet(List.of(new ReadWriteSet.Namespace(
                Consortium.CONTRACT,
                List.of(),
                List.of(),
                List.of(new ReadWriteSet.Write("k", Optional.of(ByteString.EMPTY))))));
        ChaincodeResult result =
                new ChaincodeResult(Consortium.CONTRACT, "1.0", Response.getDefaultInstance(), Optional.empty(), set);

        assertThat(check(transaction(proposal, EndorsedTransaction.responsePayload(proposal, result), peer))
                        .code())
                .isEqualTo(BAD_RWSET);
    }

    @Test
    void nonsenseInsideASignedTransactionIsRefused() throws Exception {
        ChaincodeProposal proposal = proposal();
        ByteString nonsense = ProposalResponsePayload.newBuilder()
                .setProposalHash(proposal.hash())
                .setExtension(ByteString.copyFromUtf8("nonsense"))
                .build()
                .toByteString();

        assertThat(check(transaction(proposal, nonsense, peer)).code()).isEqualTo(BAD_RESPONSE_PAYLOAD);
    }
}
