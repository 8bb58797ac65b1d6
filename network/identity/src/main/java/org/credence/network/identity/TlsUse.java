package org.credence.network.identity;

/** Which end of a TLS connection a certificate is for. */
public enum TlsUse {
    /** The end that is called: serverAuth. */
    SERVING("serverAuth", "1.3.6.1.5.5.7.3.1"),
    /** The end that calls: clientAuth. */
    CALLING("clientAuth", "1.3.6.1.5.5.7.3.2");

    private final String text;
    private final String oid;

    TlsUse(String text, String oid) {
        this.text = text;
        this.oid = oid;
    }

    /** The extended key usage's name. */
    String text() {
        return text;
    }

    /** The extended key usage as it stands in a certificate. */
    String oid() {
        return oid;
    }
}
