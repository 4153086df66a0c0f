package io.mfaengine.web.person;

import io.mfaengine.web.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One answer to a form that was sent twice: a double press drops the first answer, and what that one brought would be
 * lost with it. Keeps the last ones in this process, for a short while, if they are redirects: what is secret in those is
 * sealed.
 */
final class Presses {
    private static final int MOST = 1_000;
    private static final long MILLIS = 30_000;

    private final Map<String, Press> presses = new LinkedHashMap<>();

    private record Press(CompletableFuture<HttpResponse> answer, long at) {}

    HttpResponse once(String press, long now, Supplier<HttpResponse> first) {
        CompletableFuture<HttpResponse> mine = new CompletableFuture<>();
        CompletableFuture<HttpResponse> before = begin(press, now, mine);
        if (before != null) {
            return join(before);
        }
        try {
            HttpResponse answer = first.get();
            if (answer.status() != 303) {
                forget(press);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            forget(press);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static HttpResponse join(CompletableFuture<HttpResponse> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private synchronized @Nullable CompletableFuture<HttpResponse> begin(
            String press, long now, CompletableFuture<HttpResponse> mine) {
        presses.values().removeIf(old -> now - old.at() > MILLIS);
        Press before = presses.get(press);
        if (before != null) {
            return before.answer();
        }
        if (presses.size() >= MOST) {
            presses.remove(presses.keySet().iterator().next());
        }
        presses.put(press, new Press(mine, now));
        return null;
    }

    private synchronized void forget(String press) {
        presses.remove(press);
    }
}
