package org.credence.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Who sends a transaction, and when.
 *
 * @param caller organization that issued the caller's certificate
 * @param role of the certificate
 * @param owner owner id in the certificate ({@link #OWNER_ATTRIBUTE}), where it has one
 * @param time of the transaction, in whole seconds since 1970
 */
public record TxContext(
        MemberId caller, Role role, @Nullable String owner, long time) {
    /** The attribute that names an owner in a certificate. */
    public static final String OWNER_ATTRIBUTE = "credence.owner";

    /** The account that the caller may claim from, or null without an owner id. */
    public @Nullable AccountId account() {
        return owner == null ? null : AccountId.of(caller, owner);
    }
}
