package org.credence.node.exchange;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands an answer's bytes on, one piece after the other, for as long as they are taken. */
final class ContentSubscriber implements BodySubscriber<String> {
    private final Predicate<ByteBuffer> taker;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    /** @param taker answers false when it takes no more */
    ContentSubscriber(Predicate<ByteBuffer> taker) {
        this.taker = taker;
    }

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
            if (!taker.test(piece)) {
                end.completeExceptionally(new IOException("the answer is not wanted any more"));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete("");
    }
}
