package org.credence.node.round;

import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;

/** A member enrolled with a manifest that nobody serves, so nobody can weigh its updates. Try later. */
public final class ManifestUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ManifestUnavailableException(MemberId member, Digest manifest) {
        super(
                "%s enrolled with manifest %s, but nobody serves bytes with that hash; the study waits until %s does, or the board aborts it"
                        .formatted(member, manifest.brief(), member));
    }
}
