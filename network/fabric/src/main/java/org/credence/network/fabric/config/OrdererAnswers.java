package org.credence.network.fabric.config;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What orderers answer, in the order in which it arrives: to one call, or to the same call of several.
 *
 * @param <T> type of the answers
 */
final class OrdererAnswers<T> {
    private final BlockingQueue<Arrival<T>> arrivals = new LinkedBlockingQueue<>();

    /**
     * An answer, or how the call ended.
     *
     * @param answer null when the call ended
     * @param end why it ended; empty for an answer
     */
    record Arrival<T>(OrdererAddress from, @Nullable T answer, String end) {
        /**
         * The answer.
         *
         * @throws OrdererCallException when the call ended instead
         */
        T require() {
            if (answer == null) {
                throw new OrdererCallException(from + ": " + end);
            }
            return answer;
        }
    }

    /** Takes the answers of a call to this orderer. */
    StreamObserver<T> of(OrdererAddress orderer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T answer) {
                arrivals.add(new Arrival<>(orderer, answer, ""));
            }

            @Override
            public void onError(Throwable failure) {
                arrivals.add(new Arrival<>(orderer, null, describe(Status.fromThrowable(failure))));
            }

            @Override
            public void onCompleted() {
                arrivals.add(new Arrival<>(orderer, null, "the orderer ended the call"));
            }
        };
    }

    /**
     * What came next.
     *
     * @throws OrdererCallException when nothing did before the deadline
     */
    Arrival<T> next(Deadline deadline) {
        try {
            Arrival<T> arrival = arrivals.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new OrdererCallException("no answer in time");
            }
            return arrival;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrdererCallException("interrupted while waiting for an answer");
        }
    }

    /* gRPC hides the reason that matters, such as an unknown TLS root, at the end of the chain of causes. */
    private static String describe(Status end) {
        var words = new StringBuilder(end.getCode().name());
        if (end.getDescription() != null) {
            words.append(' ').append(end.getDescription());
        }
        Throwable last = end.getCause();
        while (last != null && last.getCause() != null) {
            last = last.getCause();
        }
        if (last != null) {
            words.append(" (").append(last.getMessage()).append(')');
        }
        return words.toString();
    }
}
