package org.credence.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.credence.protocol.trace.NodeKeys;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, roots and keys of nodes are what they say, or are refused. */
class NodeValuesTest {
    private static final BigInteger P25519 = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

    @Test
    void anAddressHasAHostAndAPort() {
        var address = new NodeAddress("https://node-1.clinic.example:8443");

        assertThat(address.host()).isEqualTo("node-1.clinic.example");
        assertThat(address.port()).isEqualTo(8443);
        assertThat(new NodeAddress("https://127.0.0.1:1").host()).isEqualTo("127.0.0.1");
        assertThat(new NodeAddress("https://localhost:65535").port()).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://clinic.example",
                "https://clinic.example:0",
                "https://clinic.example:080",
                "https://clinic.example:65536",
                "https://clinic.example:99999",
                "http://clinic.example:80",
                "https://Clinic.example:80",
                "HTTPS://clinic.example:80",
                "https://clinic.example:80/",
                "https://user@clinic.example:80",
                "https://clinic..example:80",
                "https://-clinic.example:80",
                "https://clinic-.example:80",
                "https://clinic_a.example:80",
                "https://1.2.3:80",
                "https://1.2.3.256:80",
                "https://01.2.3.4:80",
                "https://[::1]:80",
                "https://clinic.example:80\n",
            })
    void otherTextIsNoAddress(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeAddress(text))
                .withMessageContaining("https://host:port");
    }

    @Test
    void anAddressIsNotLongerThanAnyHostName() {
        String label = "a".repeat(60) + ".";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NodeAddress("https://" + label.repeat(4) + "example:443"))
                .withMessageContaining("at most 255");
    }

    @Test
    void aRootIsItsCertificate() {
        TlsRoot root = NodeKeys.root("root one");

        assertThat(TlsRoot.of(root.certificate())).isEqualTo(root);
        assertThat(root.fingerprint()).isEqualTo(Digest.sha256(root.encoded()));
        assertThat(root.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=root one,O=F");
    }

    static List<String> noRoots() {
        return NodeKeys.noRoots();
    }

    @ParameterizedTest
    @MethodSource("noRoots")
    void whateverIsWrongWithARootItIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsRoot(NodeKeys.noRoot(name)))
                .withMessageStartingWith("a TLS root ");
    }

    @Test
    void aRootIsNotLookedAtBeyondItsLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsRoot("A".repeat(4100)))
                .withMessageContaining("at most 3072 bytes");
    }

    @RepeatedTest(20)
    void everySigningKeyOfJavaIsOne() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var key = generator.generateKeyPair().getPublic();

        assertThat(SigningKey.of(key).publicKey()).isEqualTo(key);
    }

    @Test
    void aPointBesideTheCurveIsNoSigningKey() {
        byte[] key = NodeKeys.signing("signing one").encoded();
        for (int place : new int[] {0, 20, 26, 27, 58, 59, 90}) {
            byte[] changed = key.clone();
            changed[place] ^= 1;
            assertNoSigningKey(changed);
        }
        assertNoSigningKey(Arrays.copyOf(key, 90));
        assertNoSigningKey(new byte[91]);
    }

    /** x + p names the same point where it has room: the point (5, ...) of P-256, whose x is small. */
    @Test
    void aCoordinateIsBelowTheFieldsPrime() {
        String prefix = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
        String y = "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc";
        byte[] five = HexFormat.of().parseHex(prefix + "0".repeat(63) + "5" + y);
        byte[] beyond = HexFormat.of()
                .parseHex(prefix + "ffffffff00000001000000000000000000000001000000000000000000000004" + y);

        assertThat(new SigningKey(Base64.getEncoder().encodeToString(five)).encoded())
                .isEqualTo(five);
        assertNoSigningKey(beyond);
    }

    private static void assertNoSigningKey(byte[] bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SigningKey(Base64.getEncoder().encodeToString(bytes)))
                .withMessageContaining("P-256");
    }

    /** The vectors of RFC 7748, section 6.1. */
    @Test
    void anAgreementKeyIsWrittenAsInTheRfc() throws Exception {
        byte[] alice = HexFormat.of().parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        var key = new AgreementKey(Base64.getEncoder().encodeToString(alice));

        assertThat(key.encoded()).isEqualTo(alice);
        assertThat(AgreementKey.of(key.publicKey())).isEqualTo(key);
    }

    @RepeatedTest(20)
    void everyAgreementKeyOfJavaIsOneAndAgrees() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("X25519");
        var one = generator.generateKeyPair();
        var other = generator.generateKeyPair();
        KeyAgreement direct = KeyAgreement.getInstance("X25519");
        direct.init(one.getPrivate());
        direct.doPhase(AgreementKey.of(other.getPublic()).publicKey(), true);
        KeyAgreement back = KeyAgreement.getInstance("X25519");
        back.init(other.getPrivate());
        back.doPhase(AgreementKey.of(one.getPublic()).publicKey(), true);

        assertThat(direct.generateSecret()).isEqualTo(back.generateSecret());
    }

    static Stream<BigInteger> coordinatesThatNobodyMayUse() {
        return Stream.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                new BigInteger("325606250916557431795983626356110631294008115727848805560023387167927233504"),
                new BigInteger("39382357235489614581723060781553021112529911719440698176882885853963445705823"),
                P25519.subtract(BigInteger.ONE),
                P25519,
                P25519.add(BigInteger.ONE),
                P25519.add(BigInteger.TEN),
                BigInteger.ONE.shiftLeft(255).add(BigInteger.TEN),
                BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE));
    }

    @ParameterizedTest
    @MethodSource("coordinatesThatNobodyMayUse")
    void aKeyOfLowOrderOrWithTwoSpellingsIsRefused(BigInteger u) {
        byte[] bytes = new byte[AgreementKey.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = u.shiftRight(8 * i).byteValue();
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgreementKey(Base64.getEncoder().encodeToString(bytes)))
                .withMessageContaining("low order");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "qyRyo7jdIcCPD/k5ghkV3I0g1FMFyt3MvJe8ft3qOnR=",
                "qyRyo7jdIcCPD/k5ghkV3I0g1FMFyt3MvJe8ft3qOnQ"
            })
    void aKeyOfAnotherLengthOrSpellingIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AgreementKey(text));
    }

    @Test
    void keysOfOtherCurvesAreRefused() throws Exception {
        KeyPairGenerator x448 = KeyPairGenerator.getInstance("XDH");
        x448.initialize(NamedParameterSpec.X448);
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementKey.of(x448.generateKeyPair().getPublic()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementKey.of(p384.generateKeyPair().getPublic()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.of(p384.generateKeyPair().getPublic()));
    }
}
