package org.credence.node.exchange;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log why somebody was not let in, each reason once: the other end only sees a connection that ends. Strangers cannot fill
 * the log. Safe for use by several threads.
 */
final class HandshakeLog implements SslHandshakeListener {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeLog.class);

    /** Reasons that are told; whoever has more than these is a stranger who makes them up. */
    private static final int MAX_REASONS = 200;

    private final Set<String> told = new LinkedHashSet<>();

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        String reason = Printable.of(failure);
        if (isNew(reason)) {
            LOG.atWarn().addKeyValue("why", reason).log("connection refused");
        }
    }

    private synchronized boolean isNew(String reason) {
        return told.size() < MAX_REASONS && told.add(reason);
    }
}
