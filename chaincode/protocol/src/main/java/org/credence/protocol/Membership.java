package org.credence.protocol;

/**
 * An organization's standing in the consortium.
 *
 * @param version how often the standing changed; ballots name it, so that the votes of one decision do not count in the next
 */
public record Membership(Status status, int version) {
    /** What an organization may do. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        EXPELLED
    }

    /** Whether it may act and its votes count. */
    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
