package org.credence.network.ledger.msp;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/**
 * An ECDSA signature in the one form the channel accepts: DER, r and s positive and below the order, s in the lower half.
 * Without that rule anybody could turn a valid signature into a second one.
 */
record EcdsaSignature(BigInteger r, BigInteger s) {

    /** The signature with s brought into the lower half. */
    static EcdsaSignature lowS(BigInteger r, BigInteger s) {
        return new EcdsaSignature(r, s.compareTo(P256.HALF_ORDER) > 0 ? P256.ORDER.subtract(s) : s);
    }

    /** The signature that these bytes are; empty for any other encoding, for numbers out of range, and for a high s. */
    static Optional<EcdsaSignature> parse(ByteString der) {
        EcdsaSignature signature;
        try {
            if (!(ASN1Primitive.fromByteArray(der.toByteArray()) instanceof ASN1Sequence sequence)
                    || sequence.size() != 2
                    || !(sequence.getObjectAt(0) instanceof ASN1Integer r)
                    || !(sequence.getObjectAt(1) instanceof ASN1Integer s)) {
                return Optional.empty();
            }
            signature = new EcdsaSignature(r.getValue(), s.getValue());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
        boolean canonical = signature.r.signum() > 0
                && signature.r.compareTo(P256.ORDER) < 0
                && signature.s.signum() > 0
                && signature.s.compareTo(P256.HALF_ORDER) <= 0
                && signature.der().equals(der);
        return canonical ? Optional.of(signature) : Optional.empty();
    }

    /**
     * The signature that Fabric's nodes read in these bytes: as {@link #parse}, but what stands behind the two numbers or
     * behind the sequence is passed over (Go's {@code asn1.Unmarshal} does).
     */
    static Optional<EcdsaSignature> parseAsFabric(ByteString der) {
        try (ASN1InputStream in = new ASN1InputStream(der.newInput())) {
            if (!(in.readObject() instanceof ASN1Sequence sequence)
                    || sequence.size() < 2
                    || !(sequence.getObjectAt(0) instanceof ASN1Integer r)
                    || !(sequence.getObjectAt(1) instanceof ASN1Integer s)
                    || !der.startsWith(ByteString.copyFrom(sequence.getEncoded(ASN1Encoding.DER)))) {
                return Optional.empty();
            }
            return parse(new EcdsaSignature(r.getValue(), s.getValue()).der());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    ByteString der() {
        try {
            return ByteString.copyFrom(new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)})
                    .getEncoded(ASN1Encoding.DER));
        } catch (IOException e) {
            throw new IllegalStateException("two integers always have a DER form", e);
        }
    }
}
