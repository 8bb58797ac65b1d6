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
}
