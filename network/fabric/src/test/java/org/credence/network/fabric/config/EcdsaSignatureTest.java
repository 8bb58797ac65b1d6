package org.credence.network.fabric.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EcdsaSignatureTest {
    private static final ByteString MESSAGE = ByteString.copyFromUtf8("an update");

    private KeyPair keys;

    @BeforeEach
    void generate() throws Exception {
        keys = keys("secp256r1");
    }

    @Test
    void everySignatureIsLowAndTheJdkVerifiesIt() throws Exception {
        // Half of all signatures have a high s before it is brought down.
        for (int i = 0; i < 40; i++) {
            EcdsaSignature signature = EcdsaSignature.sign(keys.getPrivate(), MESSAGE);

            assertThat(signature.s()).isLessThanOrEqualTo(EcdsaSignature.ORDER.shiftRight(1));
            Signature jdk = Signature.getInstance("SHA256withECDSA");
            jdk.initVerify(keys.getPublic());
            jdk.update(MESSAGE.toByteArray());
            assertThat(jdk.verify(signature.der().toByteArray())).isTrue();
            assertThat(EcdsaSignature.parse(signature.der())).contains(signature);
            assertThat(signature.verifies(keys.getPublic(), MESSAGE)).isTrue();
            assertThat(signature.verifies(keys.getPublic(), ByteString.copyFromUtf8("another")))
                    .isFalse();
        }
    }

    @Test
    void theSameSignatureWithHighSIsNone() {
        EcdsaSignature low = EcdsaSignature.sign(keys.getPrivate(), MESSAGE);
        var high = new EcdsaSignature(low.r(), EcdsaSignature.ORDER.subtract(low.s()));

        assertThat(high.verifies(keys.getPublic(), MESSAGE)).isTrue();
        assertThat(EcdsaSignature.parse(high.der())).isEmpty();
    }

    @Test
    void onlyTheOneEncodingIsRead() {
        ByteString der = EcdsaSignature.sign(keys.getPrivate(), MESSAGE).der();

        assertThat(EcdsaSignature.parse(der.concat(ByteString.copyFrom(new byte[1]))))
                .isEmpty();
        for (int length = 0; length < der.size(); length++) {
            assertThat(EcdsaSignature.parse(der.substring(0, length))).isEmpty();
        }
        assertThat(EcdsaSignature.parse(new EcdsaSignature(BigInteger.ZERO, BigInteger.ONE).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(BigInteger.ONE, BigInteger.ZERO).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(EcdsaSignature.ORDER, BigInteger.ONE).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(BigInteger.ONE, BigInteger.ONE).der()))
                .isPresent();
    }

    @Test
    void otherCurvesDoNotSign() throws Exception {
        KeyPair other = keys("secp384r1");
        assertThatThrownBy(() -> EcdsaSignature.sign(other.getPrivate(), MESSAGE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
    }

    private static KeyPair keys(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
