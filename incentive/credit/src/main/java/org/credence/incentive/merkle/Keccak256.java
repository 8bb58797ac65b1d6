package org.credence.incentive.merkle;

import org.bouncycastle.crypto.digests.KeccakDigest;

/** Keccak-256 as Ethereum uses it: the padding from before FIPS 202, so not SHA3-256. */
public final class Keccak256 {
    private Keccak256() {}

    /** Keccak-256 of the parts, one after the other. */
    public static Bytes32 hash(byte[]... parts) {
        KeccakDigest digest = new KeccakDigest(256);
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] result = new byte[Bytes32.BYTES];
        digest.doFinal(result, 0);
        return Bytes32.of(result);
    }
}
