package org.credence.network.identity;

import java.util.Locale;

/** Fabric's node roles: every enrolment certificate has exactly one of these as organizational unit of its subject. */
public enum NodeOu {
    CLIENT,
    PEER,
    ADMIN,
    ORDERER;

    /** The organizational unit as it stands in the subject: the name in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The node role with this organizational unit.
     *
     * @throws IllegalArgumentException for any other text
     */
    static NodeOu ofText(String text) {
        for (NodeOu ou : values()) {
            if (ou.text().equals(text)) {
                return ou;
            }
        }
        throw new IllegalArgumentException("a node role is client, peer, admin or orderer, was '" + text + "'");
    }
}
