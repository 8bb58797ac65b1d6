package org.credence.node.exchange;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/** The connections that are open, each with its visit. Safe for use by several threads. */
final class Visits implements Connection.Listener {
    private final Map<Connection, Visit> open = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final Allowances allowances;
    private final ServerLimits limits;
    private volatile boolean stopping;

    Visits(Scheduler scheduler, Allowances allowances, ServerLimits limits) {
        this.scheduler = scheduler;
        this.allowances = allowances;
        this.limits = limits;
    }

    /** The visit on a connection; one that was closed a moment ago gets a visit that is over. */
    Visit on(Connection connection) {
        Visit visit = open.get(connection);
        if (visit != null) {
            return visit;
        }
        var late = new Visit(connection, scheduler, allowances);
        late.end();
        return late;
    }

    /** Ends connections on which nobody waits for an answer, and the others when their answer is out. */
    void stop() {
        stopping = true;
        open.values().forEach(Visit::endWithAnswer);
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return; // The one below it, which speaks HTTP, is told as well.
        }
        var visit = new Visit(connection, scheduler, allowances);
        open.put(connection, visit);
        visit.expectWithin(limits.request());
        if (stopping) {
            visit.endWithAnswer();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Visit visit = open.remove(connection);
        if (visit != null) {
            visit.end();
        }
    }
}
