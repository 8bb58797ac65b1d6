package org.credence.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.credence.protocol.Digest;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Content on its way to who asked for it: all of it or one part, piece by piece as the reader takes it. Closes the content whatever
 * happens. Content never changes, so that its hash is the strong validator, and caches may keep it for ever.
 */
final class ContentAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(ContentAnswer.class);
    private static final String FOR_EVER = "private, max-age=31536000, immutable";

    private final String etag;
    private final SeekableByteChannel content;
    private final ByteBufferPool.Sized pieces;
    private final Callback done;

    ContentAnswer(Digest digest, SeekableByteChannel content, ByteBufferPool.Sized pieces, Callback done) {
        this.etag = "\"" + digest.hex() + "\"";
        this.content = content;
        this.pieces = pieces;
        this.done = done;
    }

    /** Lets the reader have so many bytes, and says to whose account. */
    interface Admission {
        /** @throws DeniedException if the reader has to wait */
        Allowance admit(long length);
    }

    /** @throws DeniedException if nothing is sent, and the caller has to answer otherwise */
    void send(Request request, Response response, Admission admission) {
        boolean closing = true;
        try {
            closing = !begin(request, response, admission);
        } catch (IOException e) {
            throw new UncheckedIOException("stored content cannot be read", e);
        } finally {
            if (closing) {
                close();
            }
        }
    }

    /** Whether bytes are on their way, so that the content stays open until they have arrived. */
    private boolean begin(Request request, Response response, Admission admission) throws IOException {
        boolean held = holds(request.getHeaders());
        boolean body = !held && HttpMethod.GET.is(request.getMethod());
        long total = content.size();
        Slice slice = body ? slice(request.getHeaders(), response, total) : Slice.all(total);
        if (!body) {
            head(response, slice, held ? HttpStatus.NOT_MODIFIED_304 : HttpStatus.OK_200);
            done.succeeded();
            return false;
        }
        Allowance reader = admission.admit(slice.length());
        head(response, slice, slice.isAll() ? HttpStatus.OK_200 : HttpStatus.PARTIAL_CONTENT_206);
        content.position(slice.first());
        Content.copy(
                Content.Source.from(pieces, Channels.newInputStream(content), 0, slice.length()),
                response,
                Callback.from(
                        () -> {
                            reader.served(Response.getContentBytesWritten(response));
                            close();
                        },
                        done));
        return true;
    }

    private void head(Response response, Slice slice, int status) {
        response.setStatus(status);
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, etag);
        headers.put(HttpHeader.CACHE_CONTROL, FOR_EVER);
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        if (status == HttpStatus.PARTIAL_CONTENT_206) {
            headers.put(HttpHeader.CONTENT_RANGE, slice.contentRange());
        }
        if (status != HttpStatus.NOT_MODIFIED_304) {
            headers.put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
            headers.put(HttpHeader.CONTENT_LENGTH, slice.length());
        }
    }

    private Slice slice(HttpFields asked, Response response, long total) {
        String range = asked.get(HttpHeader.RANGE);
        String ifRange = asked.get(HttpHeader.IF_RANGE);
        if (range == null || (ifRange != null && !ifRange.equals(etag))) {
            return Slice.all(total);
        }
        return RangeHeader.parse(range, total).orElseThrow(() -> {
            response.getHeaders().put(HttpHeader.CONTENT_RANGE, "bytes */" + total);
            return new DeniedException(
                    Denial.RANGE_NOT_SATISFIABLE, "the content has %d bytes; ask for some of them".formatted(total));
        });
    }

    /** Whether the caller says that it has this content. */
    private boolean holds(HttpFields asked) {
        String held = asked.get(HttpHeader.IF_NONE_MATCH);
        return held != null && Arrays.asList(held.split("[ \\t,]+", -1)).contains(etag);
    }

    private void close() {
        try {
            content.close();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("stored content cannot be closed");
        }
    }
}
