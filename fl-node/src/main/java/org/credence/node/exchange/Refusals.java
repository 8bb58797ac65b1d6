package org.credence.node.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers without content: a status and {@code {"code":"...","message":"..."}}. What the caller wrote is never repeated. */
final class Refusals extends ErrorHandler {
    private static final String JSON = "application/json";
    private static final String NOT_KEPT = "no-store";

    /** Answers with a denial. */
    static void send(DeniedException denied, Request request, Response response, Callback callback) {
        Denial denial = denied.denial();
        response.setStatus(denial.status());
        HttpFields.Mutable headers = response.getHeaders();
        if (denial == Denial.METHOD_NOT_ALLOWED) {
            headers.put(HttpHeader.ALLOW, "GET, HEAD");
        }
        if (!denied.retryAfter().isZero()) {
            headers.put(HttpHeader.RETRY_AFTER, seconds(denied.retryAfter()));
        }
        if (denial.endsConnection()) {
            headers.put(HttpHeader.CONNECTION, "close");
        }
        send(json(denial, denied.words()), request, response, callback);
    }

    private static void send(byte[] json, Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, JSON);
        headers.put(HttpHeader.CACHE_CONTROL, NOT_KEPT);
        headers.put(HttpHeader.CONTENT_LENGTH, json.length);
        if (HttpMethod.HEAD.is(request.getMethod())) {
            callback.succeeded();
        } else {
            response.write(true, ByteBuffer.wrap(json), callback);
        }
    }

    /** What the library itself refuses: malformed requests, and failures of ours. */
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        send(json(response.getStatus()), request, response, callback);
        return true;
    }

    private static byte[] json(int status) {
        return HttpStatus.isServerError(status)
                ? json(Denial.SERVER_TROUBLE, "the node cannot answer at present; ask again later")
                : json(Denial.BAD_REQUEST, "the request is not one that this server reads");
    }

    /** The messages are our own, of members' ids, numbers and certificates' names made printable. */
    private static byte[] json(Denial denial, String message) {
        String escaped = message.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"code\":\"%s\",\"message\":\"%s\"}"
                .formatted(denial.name(), escaped)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long seconds(Duration atLeast) {
        return atLeast.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
