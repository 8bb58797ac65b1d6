package org.credence.network.ledger.msp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EcdsaSignatureTest {
    private static EcdsaSignature random(SplittableRandom random) {
        byte[] r = new byte[32];
        byte[] s = new byte[32];
        random.nextBytes(r);
        random.nextBytes(s);
        return EcdsaSignature.lowS(
                new BigInteger(1, r).mod(P256.ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE),
                new BigInteger(1, s).mod(P256.ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLowSignatureComesBackAndItsOtherFormDoesNot(long seed) {
        EcdsaSignature signature = random(new SplittableRandom(seed));
        EcdsaSignature high = new EcdsaSignature(signature.r(), P256.ORDER.subtract(signature.s()));

        assertThat(EcdsaSignature.parse(signature.der())).contains(signature);
        assertThat(EcdsaSignature.parse(high.der())).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noOtherBytesMeanTheSameSignature(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        EcdsaSignature signature = random(random);
        byte[] der = signature.der().toByteArray();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= (byte) random.nextInt(1, 256);

            assertThat(EcdsaSignature.parse(ByteString.copyFrom(changed)))
                    .as("byte %d", i)
                    .isNotEqualTo(java.util.Optional.of(signature));
        }
        assertThat(EcdsaSignature.parse(signature.der().concat(ByteString.copyFrom(new byte[1]))))
                .isEmpty();
    }

    @Test
    void numbersOutOfRangeAndOtherEncodingsAreRefused() {
        BigInteger one = BigInteger.ONE;

        assertThat(EcdsaSignature.parse(new EcdsaSignature(BigInteger.ZERO, one).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(one, BigInteger.ZERO).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(one.negate(), one).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(P256.ORDER, one).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(one, P256.HALF_ORDER).der()))
                .isPresent();
        assertThat(EcdsaSignature.parse(new EcdsaSignature(one, P256.HALF_ORDER.add(one)).der()))
                .isEmpty();
        assertThat(EcdsaSignature.parse(ByteString.EMPTY)).isEmpty();
        // A length in the long form, and a number with a zero byte too many: BER, not DER.
        assertThat(EcdsaSignature.parse(bytes(0x30, 0x81, 6, 2, 1, 1, 2, 1, 1))).isEmpty();
        assertThat(EcdsaSignature.parse(bytes(0x30, 7, 2, 2, 0, 1, 2, 1, 1))).isEmpty();
        assertThat(EcdsaSignature.parse(bytes(0x30, 6, 2, 1, 1, 2, 1, 1))).isPresent();
    }

    private static ByteString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }
}
