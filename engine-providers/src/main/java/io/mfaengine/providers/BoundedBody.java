package io.mfaengine.providers;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads an answer of at most 64 kB: a provider that never stops talking doesn't fill the memory. */
final class BoundedBody implements BodySubscriber<String> {
    private static final int LONGEST = 1 << 16;

    private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private Flow.@Nullable Subscription subscription;
    private int left = LONGEST;

    static BodyHandler<String> handler() {
        return head -> new BoundedBody();
    }

    static boolean isTooLong(Throwable failure) {
        return failure instanceof TooLong || (failure.getCause() != null && isTooLong(failure.getCause()));
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("the answer is longer than " + LONGEST + " bytes");
        }
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription next) {
        subscription = next;
        text.onSubscribe(next);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        if (left < 0) {
            return;
        }
        left -= item.stream().mapToInt(ByteBuffer::remaining).sum();
        if (left >= 0) {
            text.onNext(item);
        } else {
            if (subscription != null) {
                subscription.cancel();
            }
            text.onError(new TooLong());
        }
    }

    @Override
    public void onError(Throwable throwable) {
        text.onError(throwable);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
