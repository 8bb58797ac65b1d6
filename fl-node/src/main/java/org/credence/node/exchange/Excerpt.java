package org.credence.node.exchange;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The beginning of an answer that is no content: enough for the log. What follows is not read, and the connection ends. */
final class Excerpt implements BodySubscriber<String> {
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return end;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            int room = Math.min(piece.remaining(), Printable.MAX_LENGTH - text.length());
            var bytes = new byte[room];
            piece.get(bytes);
            text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        if (subscription == null) {
            return;
        }
        if (text.length() >= Printable.MAX_LENGTH) {
            subscription.cancel();
            onComplete();
        } else {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(Printable.of(text.toString()));
    }

    @Override
    public void onComplete() {
        end.complete(Printable.of(text.toString()));
    }
}
