package io.mfaengine.providers;

import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Asks a provider over HTTP, and knows afterwards whether it can have been heard. Thread-safe. */
final class Wire {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient client;
    private final Duration answer;

    private Wire(Duration connect, Duration answer) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
        this.answer = answer;
    }

    static Wire standard() {
        return new Wire(CONNECT, ANSWER);
    }

    /** {@code answer} is for all of a call, so that it bounds connecting too. */
    static Wire patient(Duration connect, Duration answer) {
        return new Wire(bounded("connect", connect), bounded("answer", answer));
    }

    private static Duration bounded(String name, Duration patience) {
        if (patience.compareTo(Duration.ofMillis(1)) < 0 || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be PT0.001S to PT1M, it is " + patience);
        }
        return patience;
    }

    /** What came of a call. */
    sealed interface Result {
        /** An answer, whatever it says. */
        record Answered(int status, String body) implements Result {}

        /** No answer, and whether the request can have been heard. */
        record Silent(Delivery delivery) implements Result {}
    }

    /** Checks where a provider is: secrets go there, so in the clear to this machine only. */
    static URI base(URI base) {
        boolean own = "localhost".equals(base.getHost()) || "127.0.0.1".equals(base.getHost());
        boolean http = "http".equals(base.getScheme());
        if (base.getHost() == null || !("https".equals(base.getScheme()) || (http && own))) {
            throw new IllegalArgumentException("the URL must be https with a host");
        }
        return base;
    }

    /** A call is tried twice only if nobody can have heard the first. */
    Result call(HttpRequest request) {
        Result first = once(request);
        return first instanceof Result.Silent silent && silent.delivery().equals(REFUSED) ? once(request) : first;
    }

    private static final Delivery REFUSED = Delivery.UNAVAILABLE.because(Cause.UNAVAILABLE);
    private static final Delivery TOO_SLOW_TO_CONNECT = Delivery.UNAVAILABLE.because(Cause.NO_ANSWER);

    private Result once(HttpRequest request) {
        CompletableFuture<HttpResponse<String>> call = client.sendAsync(request, BoundedBody.handler());
        try {
            HttpResponse<String> response = call.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            return new Result.Answered(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            return new Result.Silent(after(e.getCause()));
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Result.Silent(Delivery.UNKNOWN.because(Cause.NO_ANSWER));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            return new Result.Silent(Delivery.UNKNOWN.because(Cause.NO_ANSWER));
        }
    }

    private static Delivery after(@Nullable Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return TOO_SLOW_TO_CONNECT;
        }
        if (failure instanceof ConnectException || failure instanceof SSLHandshakeException) {
            return REFUSED;
        }
        return Delivery.UNKNOWN.because(
                failure instanceof IOException && BoundedBody.isTooLong(failure) ? Cause.BAD_ANSWER : Cause.NO_ANSWER);
    }
}
