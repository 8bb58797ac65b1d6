package org.credence.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** Public keys on the curve P-256 (FIPS 186-4, D.1.2.3), checked by arithmetic alone, so that every machine comes to one verdict. */
final class P256 {
    /** Length of a public key's encoding. */
    static final int ENCODED_BYTES = 91;

    /** What precedes the point's coordinates: SubjectPublicKeyInfo of an uncompressed point on the named curve (RFC 5480). */
    private static final byte[] PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

    private static final int COORDINATE_BYTES = 32;
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger B =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private P256() {}

    /**
     * Whether these bytes are a key in its one encoding. A point on the curve is in the right group, because the group has prime order;
     * the point at infinity has no such encoding.
     */
    static boolean isPublicKey(byte[] encoded) {
        if (encoded.length != ENCODED_BYTES || !Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            return false;
        }
        BigInteger x = new BigInteger(1, encoded, PREFIX.length, COORDINATE_BYTES);
        BigInteger y = new BigInteger(1, encoded, PREFIX.length + COORDINATE_BYTES, COORDINATE_BYTES);
        return x.compareTo(P) < 0
                && y.compareTo(P) < 0
                && y.multiply(y)
                                .subtract(x.pow(3).subtract(THREE.multiply(x)).add(B))
                                .mod(P)
                                .signum()
                        == 0;
    }
}
