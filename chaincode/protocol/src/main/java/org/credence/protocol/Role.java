package org.credence.protocol;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a certificate may do, from its attribute {@code credence.role}; one role each. */
public enum Role {
    /** Acts for its organization in studies. */
    MEMBER,
    /** Holds its organization's seat on the board. */
    BOARD,
    /** Reads everything and may challenge scores. */
    AUDITOR,
    /** Claims what an account earned. */
    OWNER,
    /** The certificate names no role that is known here; it may do nothing. */
    NONE;

    /** The attribute that names the role in a certificate. */
    public static final String ATTRIBUTE = "credence.role";

    /** The role of this attribute's text, lower case; {@link #NONE} for a missing or any other text. */
    public static Role ofAttribute(@Nullable String text) {
        for (Role role : values()) {
            if (role != NONE && role.attribute().equals(text)) {
                return role;
            }
        }
        return NONE;
    }

    /** The text of the attribute. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
