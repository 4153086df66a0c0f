package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Calls a server as an SDK does, and reads what comes back. Thread-safe. */
final class Caller {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI server;
    private final String authorization;

    private Caller(URI server, String authorization) {
        this.server = server;
        this.authorization = authorization;
    }

    static Caller basic(URI server, String key) {
        return new Caller(
                server, "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8)));
    }

    static Caller bearer(URI server, String token) {
        return new Caller(server, "Bearer " + token);
    }

    /** What came back. */
    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        JsonElement json() {
            return JsonParser.parseString(raw.body());
        }

        JsonObject object() {
            return json().getAsJsonObject();
        }

        String text(String name) {
            return object().get(name).getAsString();
        }

        boolean flag(String name) {
            return object().get(name).getAsBoolean();
        }

        boolean has(String name) {
            return object().has(name);
        }

        /** The same, once it is sure that it went well. */
        @CanIgnoreReturnValue
        Answer ok() {
            if (status() != 200) {
                throw new AssertionError(status() + " " + raw.body());
            }
            return this;
        }
    }

    @CanIgnoreReturnValue
    Answer get(String path) {
        return send("GET", path, null);
    }

    @CanIgnoreReturnValue
    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    @CanIgnoreReturnValue
    Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    @CanIgnoreReturnValue
    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    @CanIgnoreReturnValue
    Answer send(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + "/v1" + path))
                .header("Authorization", authorization)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return new Answer(send(request.build()));
    }

    /** Enrols a number that the application has verified. */
    @CanIgnoreReturnValue
    Answer texted(String userId, String number) {
        return post(
                        "/users/" + userId + "/authenticators",
                        "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"" + number + "\"}")
                .ok();
    }

    /** An error as every SDK reads it. */
    static void is(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("errorCode")).isEqualTo(error);
        assertThat(answer.text("errorDescription")).isNotEmpty();
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
