package org.credence.network.identity;

/** Whether a renewed certificate is for the key of the old one. */
public enum KeyChoice {
    /** The same key: an orderer's TLS renewal then needs no change of the channel's configuration. */
    SAME_KEY,
    /** A new key, for one that was used long enough or may be known to others (then revoke the old certificate too). */
    NEW_KEY
}
