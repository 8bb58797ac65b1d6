package org.credence.network.ledger.config.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.credence.network.identity.CertificateAuthority;
import org.credence.network.identity.IssueRequest;
import org.credence.network.identity.Lifetimes;
import org.credence.network.identity.NodeOu;
import org.credence.network.ledger.config.InvalidConfigException;
import org.credence.network.ledger.config.fabric.SignaturePolicy.OutOf;
import org.credence.network.ledger.config.fabric.SignaturePolicy.Rule;
import org.credence.network.ledger.config.fabric.SignaturePolicy.SignedBy;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.Membership;
import org.credence.network.ledger.msp.SignatureVerifier;
import org.credence.network.ledger.msp.SigningIdentity;
import org.hyperledger.fabric.protos.common.MSPPrincipal;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signature policies as {@code common/cauthdsl} evaluates them. */
final class SignaturePolicyTest {
    private static final ByteString MESSAGE = ByteString.copyFromUtf8("message");

    private static Membership membership;
    private static SigningIdentity peerSigner;
    private static SigningIdentity adminSigner;
    private static SigningIdentity strangerSigner;
    private static KnownIdentity peer;
    private static KnownIdentity admin;

    @BeforeAll
    static void enrol(@TempDir Path folder) throws Exception {
        CertificateAuthority authority = authority(folder, "AMSP");
        membership = new Membership(List.of(authority.organization()));
        peerSigner =
                new SigningIdentity(authority.issue(IssueRequest.peer("peer")).identity());
        adminSigner =
                new SigningIdentity(authority.issue(IssueRequest.admin("admin")).identity());
        strangerSigner = new SigningIdentity(
                authority(folder, "BMSP").issue(IssueRequest.peer("peer")).identity());
        peer = membership.identify(peerSigner.creator());
        admin = membership.identify(adminSigner.creator());
    }

    private static CertificateAuthority authority(Path folder, String mspId) {
        return CertificateAuthority.create(
                folder.resolve(mspId), mspId, Lifetimes.DEFAULT, InstantSource.system(), new SecureRandom());
    }

    private static Rule by(NodeOu role) {
        return new SignedBy(new Principal.InRole("AMSP", Optional.of(role)));
    }

    private static Rule byAny() {
        return new SignedBy(new Principal.InRole("AMSP", Optional.empty()));
    }

    private static boolean isMet(Rule rule, KnownIdentity... signers) {
        return new SignaturePolicy(rule).isMetBy(List.of(signers));
    }

    @Test
    void aSignatureIsUsedOnce() {
        Rule two = new OutOf(2, List.of(byAny(), byAny()));

        assertThat(isMet(two, peer)).isFalse();
        assertThat(isMet(two, peer, admin)).isTrue();
    }

    @Test
    void theFirstRuleThatASignatureSatisfiesTakesIt() {
        Rule memberThenPeer = new OutOf(2, List.of(byAny(), by(NodeOu.PEER)));

        assertThat(isMet(memberThenPeer, peer, admin)).isFalse();
        assertThat(isMet(memberThenPeer, admin, peer)).isTrue();
    }

    @Test
    void whatARuleThatIsNotMetTriedIsFreeForTheNext() {
        Rule bothOrPeer =
                new OutOf(1, List.of(new OutOf(2, List.of(by(NodeOu.PEER), by(NodeOu.ORDERER))), by(NodeOu.PEER)));

        assertThat(isMet(bothOrPeer, peer)).isTrue();
        assertThat(isMet(bothOrPeer, admin)).isFalse();
    }

    @Test
    void noneOutOfSomeIsAlwaysMet() {
        assertThat(isMet(new OutOf(0, List.of(byAny())))).isTrue();
        assertThat(isMet(new OutOf(1, List.of()))).isFalse();
    }

    @Test
    void aSignerCountsOnceHoweverOftenItSignsAndOnlyIfItDidAndIsKnown() {
        SignatureSet set = new SignatureSet(membership, new SignatureVerifier());

        List<KnownIdentity> signers = set.signers(List.of(
                new SignatureSet.Signed(strangerSigner.creator(), MESSAGE, strangerSigner.sign(MESSAGE)),
                new SignatureSet.Signed(peerSigner.creator(), MESSAGE, adminSigner.sign(MESSAGE)),
                new SignatureSet.Signed(adminSigner.creator(), MESSAGE, adminSigner.sign(MESSAGE)),
                new SignatureSet.Signed(peerSigner.creator(), MESSAGE, peerSigner.sign(MESSAGE)),
                new SignatureSet.Signed(adminSigner.creator(), MESSAGE, adminSigner.sign(MESSAGE))));

        assertThat(signers).containsExactly(admin, peer);
    }

    @Test
    void anIdentityInAnotherEncodingIsTheSame() {
        String pem = adminSigner.creator().toStringUtf8();
        ByteString other = org.hyperledger.fabric.protos.msp.SerializedIdentity.newBuilder()
                .setMspid("AMSP")
                .setIdBytes(ByteString.copyFromUtf8(
                        pem.substring(pem.indexOf("-----BEGIN")).replace("\n", "\r\n")))
                .build()
                .toByteString();
        SignatureSet set = new SignatureSet(membership, new SignatureVerifier());

        assertThat(set.signers(List.of(
                        new SignatureSet.Signed(adminSigner.creator(), MESSAGE, adminSigner.sign(MESSAGE)),
                        new SignatureSet.Signed(other, MESSAGE, adminSigner.sign(MESSAGE)))))
                .containsExactly(admin);
    }

    @Test
    void fabricPassesOverBytesBehindASignature() {
        ByteString longer = adminSigner.sign(MESSAGE).concat(ByteString.copyFrom(new byte[3]));
        SignatureVerifier verifier = new SignatureVerifier();

        assertThat(verifier.verifies(admin, longer, MESSAGE)).isFalse();
        assertThat(verifier.verifiesAsFabric(admin, longer, MESSAGE)).isTrue();
        assertThat(verifier.verifiesAsFabric(admin, longer, ByteString.EMPTY)).isFalse();
        assertThat(verifier.verifies(admin, longer, MESSAGE)).isFalse();
    }

    @Test
    void principalsOfOtherKindsAreRefused() {
        SignaturePolicyEnvelope byUnit = SignaturePolicyEnvelope.newBuilder()
                .addIdentities(MSPPrincipal.newBuilder()
                        .setPrincipalClassification(MSPPrincipal.Classification.ORGANIZATION_UNIT))
                .build();

        assertThatThrownBy(() -> SignaturePolicy.of(byUnit))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(
                        "a policy names somebody by ORGANIZATION_UNIT, which is not supported; by role or identity is");
    }

    @Test
    void aPolicyPrintsAsInFabricsFiles() {
        assertThat(new SignaturePolicy(new OutOf(1, List.of(by(NodeOu.PEER), byAny()))))
                .hasToString("OutOf(1,'AMSP.peer','AMSP.member')");
    }
}
