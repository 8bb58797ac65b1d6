package org.credence.node.exchange;

import java.util.SplittableRandom;

/** Content that no other content is like. */
final class Bytes {
    private Bytes() {}

    static byte[] random(long seed, int length) {
        var bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
