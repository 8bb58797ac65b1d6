package org.credence.network.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.Identity;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.endorse.ProposalCheck;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who and what is let in, and what the others are told. */
final class AdmissionTest {
    private static LedgerFixture fixture;
    private static Client client;
    private static Identity member;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        fixture = new LedgerFixture(folder);
        Enrolment enrolment = fixture.consortium().client(LedgerFixture.MEMBER);
        client = fixture.client(enrolment);
        member = enrolment.identity();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Forge forge() {
        return forge(member);
    }

    private static Forge forge(Identity identity) {
        return new Forge(identity, fixture.clock().instant());
    }

    private static String refusal(ThrowingCallable call) {
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        return Forge.detail(failure);
    }

    private static String refusal(SignedProposal proposal) {
        return refusal(() -> Forge.endorse(client, proposal));
    }

    private static CertificateAuthority authority() {
        return fixture.consortium().authority(LedgerFixture.MEMBER);
    }

    @Test
    void aRightProposalIsEndorsedAndItsTransactionTaken() {
        Envelope envelope = forge().endorsed(client);

        assertThatCode(() -> Forge.submit(client, envelope)).doesNotThrowAnyException();
    }

    @Test
    void aStrangersCertificateIsRefusedThoughItNamesAMember() {
        Identity stranger = fixture.consortium()
                .newAuthority(LedgerFixture.MEMBER)
                .issue(IssueRequest.client("client"))
                .identity();

        assertThat(refusal(forge(stranger).build()))
                .startsWith("access denied: channel [credence] creator org [AMSP]")
                .contains("is not issued by a root of AMSP");
    }

    @Test
    void anOrganizationThatIsNotOnTheChannelIsRefused() {
        Identity stranger = fixture.consortium()
                .newAuthority("StrangerMSP")
                .issue(IssueRequest.client("client"))
                .identity();

        assertThat(refusal(forge(stranger).build()))
                .contains("creator org [StrangerMSP]")
                .contains("organization StrangerMSP is not on the channel");
    }

    @Test
    void aTlsCertificateIsNoIdentity() {
        Identity tls = fixture.consortium().client(LedgerFixture.MEMBER).tls();

        assertThat(refusal(forge(tls).build())).contains("is not issued by a root of AMSP");
    }

    @Test
    void aPeerMayNotPropose() {
        Identity peer = authority().issue(IssueRequest.peer("peer0")).identity();

        assertThat(refusal(forge(peer).build())).contains("a peer may not propose transactions");
    }

    @Test
    void aRevokedCertificateIsRefusedFromTheListsBlockOn() {
        Enrolment leaver = authority().issue(IssueRequest.client("leaver"));
        Forge.endorse(client, forge(leaver.identity()).build());
        Envelope underway = forge(leaver.identity()).args("put", "late", "1").endorsed(client);
        authority().revoke(leaver);

        fixture.ledger().putCrl(LedgerFixture.MEMBER, authority().crl());

        assertThat(refusal(forge(leaver.identity()).build())).contains("is revoked by AMSP");
        assertThat(refusal(() -> Forge.submit(client, underway)))
                .startsWith("BAD_CREATOR_SIGNATURE")
                .contains("is revoked by AMSP");
        assertThatCode(() -> Forge.endorse(client, forge().build())).doesNotThrowAnyException();
    }

    @Test
    void anExpiredCertificateIsRefused(@TempDir Path folder) throws Exception {
        try (LedgerFixture aging = new LedgerFixture(folder)) {
            Client before = aging.client();
            Identity old = aging.consortium().client(LedgerFixture.MEMBER).identity();
            Envelope underway = new Forge(old, aging.clock().instant()).endorsed(before);
            aging.clock().advance(Duration.ofDays(366));

            StatusRuntimeException failure = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> Forge.endorse(before, new Forge(old, aging.clock().instant()).build()));
            StatusRuntimeException late =
                    catchThrowableOfType(StatusRuntimeException.class, () -> Forge.submit(before, underway));

            assertThat(Forge.detail(failure)).contains("expired at");
            assertThat(Forge.detail(late)).contains("expired at");
        }
    }

    @Test
    void anOrganizationThatJoinsIsLetIn() throws Exception {
        CertificateAuthority joining = fixture.consortium().newAuthority("JoiningMSP");
        Enrolment newcomer = joining.issue(IssueRequest.client("client"));
        assertThat(refusal(forge(newcomer.identity()).build())).contains("is not on the channel");

        fixture.ledger().updateOrganizations(before -> {
            List<Organization> more = new java.util.ArrayList<>(before);
            more.add(joining.organization());
            return more;
        });

        // Its TLS certificates are trusted from now on, too.
        Client own = fixture.client(newcomer);
        assertThat(own.contract().submitTransaction("put", "joined", "yes"))
                .asString()
                .isEqualTo("yes");
    }

    @Test
    void aChangeThatDoesNotHoldTogetherChangesNothing() {
        long height = fixture.ledger().height();

        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> fixture.ledger()
                                .updateOrganizations(
                                        before -> List.of(authority().organization()))))
                .hasMessageContaining("the host and every endorser must be organizations of the channel");
        assertThat(fixture.ledger().height()).isEqualTo(height);
        assertThatCode(() -> Forge.endorse(client, forge().build())).doesNotThrowAnyException();
    }

    @Test
    void timesTooFarFromTheLedgersAreRefused() {
        // Certificates are issued now: let them be older than the window.
        fixture.clock().advance(Duration.ofHours(1));
        Duration tooFar = ProposalCheck.WINDOW.plusSeconds(1);
        var now = fixture.clock().instant();

        assertThat(refusal(new Forge(member, now.minus(tooFar)).build())).contains("incorrect timestamp");
        assertThat(refusal(new Forge(member, now.plus(tooFar)).build())).contains("incorrect timestamp");
        assertThatCode(() -> Forge.endorse(client, new Forge(member, now.minus(ProposalCheck.WINDOW)).build()))
                .doesNotThrowAnyException();
    }

    @Test
    void formsThatFabricRefusesAreRefused() {
        assertThat(refusal(forge().channel("other").build())).contains("channel 'other' not found");
        assertThat(refusal(forge().epoch(1).build())).contains("the epoch must be 0, was 1");
        assertThat(refusal(forge().nonce(ByteString.EMPTY).build())).contains("the header has no nonce");
        assertThat(refusal(forge().type(HeaderType.CONFIG).build())).contains("must be ENDORSER_TRANSACTION");
        assertThat(refusal(forge().transactionId("00".repeat(32)).build()))
                .contains("the transaction id is not the hash of nonce and creator");
        assertThat(refusal(forge().calling("other").build())).contains("names contract 'notes', the call 'other'");
        assertThat(refusal(forge().creator(ByteString.copyFromUtf8("nobody")).build()))
                .contains("the identity cannot be read");
        assertThat(refusal(SignedProposal.newBuilder()
                        .setProposalBytes(ByteString.copyFromUtf8("nonsense"))
                        .build()))
                .contains("error validating proposal");
    }

    @Test
    void aProposalsSignatureMustBeItsSendersAndLow() throws Exception {
        SignedProposal right = forge().build();
        ByteString other = new SigningIdentity(
                        fixture.consortium().client(LedgerFixture.MEMBER).identity())
                .sign(right.getProposalBytes());

        assertThat(refusal(right.toBuilder().setSignature(other).build())).contains("the signature does not verify");
        assertThat(refusal(right.toBuilder()
                        .setSignature(Forge.highS(right.getSignature()))
                        .build()))
                .contains("the signature does not verify");
        assertThat(refusal(right.toBuilder().clearSignature().build())).contains("the signature does not verify");
        assertThatCode(() -> Forge.endorse(client, right)).doesNotThrowAnyException();
    }

    @Test
    void anEvaluationIsCheckedLikeAnEndorsement() {
        SignedProposal unsigned = forge().build().toBuilder().clearSignature().build();

        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> Forge.evaluate(client, unsigned));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(Forge.detail(failure)).contains("the signature does not verify");
    }

    @Test
    void anEnvelopeIsTakenOnlyAsItWasEndorsedAndSigned() throws Exception {
        Envelope right = forge().endorsed(client);
        byte[] payload = right.getPayload().toByteArray();
        payload[payload.length - 80] ^= 1;
        Envelope tampered =
                right.toBuilder().setPayload(ByteString.copyFrom(payload)).build();
        SigningIdentity own = new SigningIdentity(member);
        Envelope resigned = tampered.toBuilder()
                .setSignature(own.sign(tampered.getPayload()))
                .build();
        Envelope byAnother = right.toBuilder()
                .setSignature(new SigningIdentity(
                                fixture.consortium().client(LedgerFixture.HOST).identity())
                        .sign(right.getPayload()))
                .build();
        Envelope high = right.toBuilder()
                .setSignature(Forge.highS(right.getSignature()))
                .build();

        assertThat(refusal(() -> Forge.submit(client, tampered))).startsWith("BAD_CREATOR_SIGNATURE");
        assertThat(refusal(() -> Forge.submit(client, resigned)))
                .containsAnyOf("ENDORSEMENT_POLICY_FAILURE", "INVALID_ENDORSER_TRANSACTION");
        assertThat(refusal(() -> Forge.submit(client, byAnother))).startsWith("BAD_CREATOR_SIGNATURE");
        assertThat(refusal(() -> Forge.submit(client, high))).startsWith("BAD_CREATOR_SIGNATURE");
        assertThat(refusal(() -> Forge.submit(client, Envelope.getDefaultInstance())))
                .startsWith("NIL_ENVELOPE");
        assertThatCode(() -> Forge.submit(client, right)).doesNotThrowAnyException();
    }

    @Test
    void aClientWithoutAMembersTlsCertificateIsNotConnected() {
        CertificateAuthority stranger = fixture.consortium().newAuthority("TlsStrangerMSP");
        Client outsider = fixture.client(new Enrolment(
                stranger.issue(IssueRequest.client("client")).identity(),
                stranger.issue(IssueRequest.client("client")).tls()));

        StatusRuntimeException failure =
                catchThrowableOfType(StatusRuntimeException.class, () -> Forge.endorse(outsider, forge().build()));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }
}
