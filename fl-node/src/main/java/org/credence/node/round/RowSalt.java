package org.credence.node.round;

import java.security.SecureRandom;
import org.credence.node.config.StudySpec.Noise;
import org.credence.node.data.DatasetManifest;
import org.credence.node.store.NodeState;
import org.credence.protocol.MemberId;
import org.credence.protocol.encoding.DomainHash;

/** The salt of a member's rows in a study: made once, kept in the member's memory of the study, told to nobody. */
public final class RowSalt {
    private static final String KEY = "salt";

    private RowSalt() {}

    /**
     * The salt, the same whenever it is asked for.
     *
     * @param memory of this study alone
     */
    public static byte[] of(StudyBook book, MemberId member, NodeState memory) {
        byte[] salt = memory.get(KEY).orElseGet(() -> make(book, member));
        memory.put(KEY, salt);
        return salt;
    }

    /* Secret where the study protects its members; from the seed where its runs shall be alike. */
    private static byte[] make(StudyBook book, MemberId member) {
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
