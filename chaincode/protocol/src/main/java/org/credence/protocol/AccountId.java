package org.credence.protocol;

import java.util.regex.Pattern;

/**
 * A data owner's account: {@code MSP/owner} for settlement on the ledger (the issuing organization and the owner id in its
 * certificate), {@code 0x} and 40 lower-case hexadecimal digits on an EVM chain.
 *
 * @param value the account's text
 */
public record AccountId(String value) implements Comparable<AccountId> {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,63}/[A-Za-z0-9][A-Za-z0-9._@-]{0,63}|0x[0-9a-f]{40}");

    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an account is MSP/owner or 0x and 40 lower-case hexadecimal digits, was '" + value + "'");
        }
    }

    /** The account of the owner with this id, in a certificate that this organization issued. */
    public static AccountId of(MemberId issuer, String owner) {
        return new AccountId(issuer.value() + "/" + owner);
    }

    /** The organization's own account. */
    public static AccountId of(MemberId organization) {
        return of(organization, organization.value());
    }

    /** By the value's text; ids are ASCII, so this is the order of their bytes. */
    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
