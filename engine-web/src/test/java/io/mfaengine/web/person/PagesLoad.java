package io.mfaengine.web.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/**
 * Prints what the challenge page costs on one connection, beside a page of the same server that is only bytes, and beside
 * the one read of the store that it makes. Not one of the tests, by its name: {@code benchmarks/http} runs it.
 */
final class PagesLoad {
    private static final int WARM = 3_000;
    private static final int ROUNDS = 3_000;
    private static final double MOST_MILLIS = 3;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void the_challenge_page_costs_at_most_3_ms_beside_the_store() throws Exception {
        try (PagesWorld world = new PagesWorld()) {
            world.withApp("ann");
            var decision = world.pay("ann", "en");
            Visitor visitor = new Visitor(world.server.url()).open(decision.url());
            String cookie = visitor.cookies.entrySet().iterator().next().toString();
            String style = visitor.html().replaceAll("(?s).*href=\"(/assets/pages-[^\"]+)\".*", "$1");
            ActionSession session = world.mfa.session(decision.token()).orElseThrow();

            double page = median(() -> get(world.server.url() + visitor.visit(), cookie));
            double bare = median(() -> get(world.server.url() + style, cookie));
            double store = median(() -> session.status().state().name().length());
            System.out.printf(
                    Locale.ROOT,
                    "challenge page %.3f ms, bare server %.3f ms, the engine's read %.3f ms: the page costs %.3f ms%n",
                    page,
                    bare,
                    store,
                    page - bare - store);
            assertThat(page - bare - store).isLessThan(MOST_MILLIS);
        }
    }

    private int get(String url, String cookie) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().length();
    }

    /** In milliseconds. */
    private static double median(Callable<Integer> task) throws Exception {
        long[] times = new long[ROUNDS];
        for (int i = -WARM; i < ROUNDS; i++) {
            long from = System.nanoTime();
            assertThat(task.call()).isPositive();
            if (i >= 0) {
                times[i] = System.nanoTime() - from;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2] / 1e6;
    }
}
