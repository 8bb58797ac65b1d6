package org.credence.network.identity;

import java.util.Optional;

/** Whom one end of TLS connections lets the other end be. Asked at every handshake, so that it may change; safe for several threads. */
@FunctionalInterface
public interface TlsTrusts {
    /** What makes a certificate one of this organization's; empty if the other end must not be of it. */
    Optional<TlsTrust> of(String mspId);
}
