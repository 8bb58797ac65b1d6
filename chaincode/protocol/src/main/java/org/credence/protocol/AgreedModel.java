package org.credence.protocol;

/**
 * The model after a round.
 *
 * @param model its hash
 */
public record AgreedModel(Digest model, Source source) {
    /** Who agreed on it. */
    public enum Source {
        /** A quorum of the enrolled members attested it. */
        QUORUM,
        /** The board ruled. */
        RULED
    }
}
