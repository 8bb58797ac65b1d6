package org.credence.network.identity;

import java.util.Locale;

/** What a certificate lets its holder be on the ledger: the values of the attribute {@code credence.role}. */
public enum Role {
    /** An organization's node: enrolls, trains, commits, scores. */
    MEMBER,
    /** An organization's seat on the governance board. */
    BOARD,
    /** Reads and derives everything again; changes nothing but may challenge. */
    AUDITOR,
    /** A data owner who claims; its certificate also carries {@code credence.owner}. */
    OWNER;

    /** The attribute's value: the name in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role with this attribute value.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Role ofText(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("a role is member, board, auditor or owner, was '" + text + "'");
    }
}
