package org.credence.node.round;

import java.security.SecureRandom;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.data.DatasetManifest;
import org.credence.node.store.NodeState;
import org.credence.protocol.MemberId;
import org.credence.protocol.encoding.DomainHash;

/** The salt of a member's manifest in a study, the same after a restart. */
public final class ManifestSalt {
    private static final String KEY = "salt";

    private ManifestSalt() {}

    /**
     * The salt: secret where the study protects its members, from the seed where its runs shall be alike.
     *
     * @param memory of the member in this study; keeps the salt
     */
    public static byte[] of(StudyBook book, MemberId member, NodeState memory) {
        return memory.get(KEY).orElseGet(() -> {
            byte[] salt = drawn(book, member);
            memory.put(KEY, salt);
            return salt;
        });
    }

    private static byte[] drawn(StudyBook book, MemberId member) {
        if (book.spec().privacy().noise() == Noise.SEEDED) {
            return DomainHash.of("credence/seeded-salt/1")
                    .digest(book.specHash())
                    .text(member.value())
                    .hash()
                    .bytes();
        }
        byte[] salt = new byte[DatasetManifest.SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }
}
