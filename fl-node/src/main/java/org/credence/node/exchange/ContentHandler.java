package org.credence.node.exchange;

import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.credence.node.store.StoreException;
import org.credence.node.store.StoredContents;
import org.credence.protocol.Digest;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: who asks, whether it may, what for, which bytes of it. */
final class ContentHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ContentHandler.class);

    /** Read from the store at once, in bytes: one TLS record and what goes around it fit twice. */
    private static final int PIECE = 1 << 15;

    private final StoredContents contents;
    private final ExchangeSide side;
    private final Visits visits;
    private final ServerLimits limits;
    private final ByteBufferPool.Sized pieces;

    ContentHandler(
            StoredContents contents, ExchangeSide side, Visits visits, ServerLimits limits, ByteBufferPool buffers) {
        this.contents = contents;
        this.side = side;
        this.visits = visits;
        this.limits = limits;
        this.pieces = new ByteBufferPool.Sized(buffers, false, PIECE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Visit visit = visits.on(request.getConnectionMetaData().getConnection());
        visit.answerWithin(limits.request());
        Callback done = Callback.from(() -> visit.expectWithin(limits.idle()), callback);
        try {
            Instant now = side.clock().instant();
            Allowance caller = visit.caller(certificate(request), side.members(), now);
            caller.ask(now);
            Digest digest = requested(request);
            var answer = new ContentAnswer(digest, open(digest), pieces, done);
            answer.send(request, response, length -> {
                caller.take(length, now);
                visit.answerWithin(limits.answer(length));
                return caller;
            });
        } catch (DeniedException e) {
            Refusals.send(e, request, response, done);
        } catch (StoreException | UncheckedIOException e) {
            LOG.atError().setCause(e).log("stored content cannot be served");
            Refusals.send(
                    new DeniedException(Denial.SERVER_TROUBLE, "the node cannot read its store; ask another member"),
                    request,
                    response,
                    done);
        }
        return true;
    }

    private static X509Certificate certificate(Request request) {
        EndPoint.SslSessionData session =
                request.getConnectionMetaData().getConnection().getEndPoint().getSslSessionData();
        X509Certificate[] shown = session == null ? null : session.peerCertificates();
        if (shown == null || shown.length == 0) {
            throw new DeniedException(Denial.NOT_A_MEMBER, "a member's certificate is needed");
        }
        return shown[0];
    }

    private static Digest requested(Request request) {
        String path = request.getHttpURI().getPathQuery();
        if (path == null || !path.startsWith(ContentPath.PREFIX)) {
            throw new DeniedException(
                    Denial.NO_SUCH_PATH, "there is nothing here but " + ContentPath.PREFIX + "{SHA-256}");
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            throw new DeniedException(Denial.METHOD_NOT_ALLOWED, "content is read with GET or HEAD");
        }
        return ContentPath.parse(path)
                .orElseThrow(() -> new DeniedException(
                        Denial.BAD_NAME, "content is named by 64 lower-case hexadecimal digits and nothing else"));
    }

    private SeekableByteChannel open(Digest digest) {
        return contents.open(digest)
                .orElseThrow(() -> new DeniedException(
                        Denial.NO_SUCH_CONTENT, "this node does not hold that content; ask another member"));
    }
}
