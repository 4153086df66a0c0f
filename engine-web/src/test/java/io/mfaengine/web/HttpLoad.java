package io.mfaengine.web;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Prints what the surface costs on the loopback address, beside a handler that does nothing on the same server. Not one of
 * the tests, by its name: {@code benchmarks/http} runs it.
 */
final class HttpLoad {
    private static final int CONNECTIONS = 8;
    private static final int USERS_PER_CONNECTION = 25;
    private static final long SECONDS = Long.getLong("mfaengine.load.seconds", 8);
    private static final String PATH = "/v1/users/usr_0_0";
    private static final String[] STEPS = {"track", "verify", "validate"};

    private final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);

    /** Answers what it always answers. */
    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest from, HttpServletResponse to) throws IOException {
            byte[] body = {'{', '}'};
            to.setContentLength(body.length);
            to.getOutputStream().write(body);
        }
    }

    /** Times in nanoseconds. */
    private static final class Times {
        private long[] all = new long[1 << 16];
        private int count;

        synchronized void add(long nanos) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = nanos;
        }

        double micros(double part) {
            long[] sorted = Arrays.copyOf(all, count);
            Arrays.sort(sorted);
            return count == 0 ? 0 : sorted[(int) Math.min(count - 1, part * count)] / 1e3;
        }

        String line(String name, double seconds) {
            return String.format(
                    Locale.ROOT,
                    "%-34s %9.0f /s   p50 %8.0f us   p99 %8.0f us",
                    name,
                    count / seconds,
                    micros(0.5),
                    micros(0.99));
        }
    }

    private interface Work {
        void run(KeptConnection connection, int connectionNumber) throws Exception;
    }

    /** Lets all connections work at once; how long that took, in seconds. */
    private double all(int port, Work work) throws Exception {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        List<KeptConnection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            int number = i;
            KeptConnection connection = new KeptConnection(port);
            connections.add(connection);
            tasks.add(() -> {
                work.run(connection, number);
                return true;
            });
        }
        long start = System.nanoTime();
        for (Future<Boolean> done : threads.invokeAll(tasks)) {
            assertThat(done.get()).isTrue();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        connections.forEach(KeptConnection::close);
        return seconds;
    }

    private static void timed(Times times, Callable<?> call) throws Exception {
        long start = System.nanoTime();
        assertThat(call.call()).isNotNull();
        times.add(System.nanoTime() - start);
    }

    private Times repeated(String name, int port, String path) throws Exception {
        Times times = null;
        double seconds = 0;
        for (int round = 0; round < 2; round++) { // the first one warms up
            Times now = new Times();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos() / 2;
            seconds = all(port, (connection, number) -> {
                while (System.nanoTime() < end) {
                    timed(now, () -> connection.get(path));
                }
            });
            times = now;
        }
        System.out.println(times.line(name, seconds));
        return times;
    }

    @Test
    void prints_what_the_surface_costs() throws Exception {
        System.out.println(
                "\n" + CONNECTIONS + " connections, " + Runtime.getRuntime().availableProcessors()
                        + " processors, client, server and database on one machine");
        try (MfaServer server = MfaServer.start(new Nothing(), "127.0.0.1", 0)) {
            Times nothing = repeated("a handler that does nothing", server.port(), PATH);
            assertThat(nothing.count).isPositive();
        }
        measure("memory", MemoryStore.create());
        measure("H2", JdbcStore.create(pool("jdbc:h2:mem:load;DB_CLOSE_DELAY=-1")));
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setLocaleConfig("locale", "C")
                .start()) {
            measure("PostgreSQL", JdbcStore.create(pool(postgres.getJdbcUrl("postgres", "postgres"))));
        }
        threads.shutdown();
    }

    @Test
    void prints_how_long_garbage_takes_and_what_it_leaves() {
        try (World world = new World()) {
            List<byte[]> bodies = GarbageTest.bodies();
            Times times = new Times();
            long before = 0;
            int rounds = 40;
            for (int round = 0; round < rounds; round++) {
                if (round == rounds / 2) { // the first half warms up
                    before = heap();
                    times = new Times();
                }
                for (byte[] body : bodies) {
                    long start = System.nanoTime();
                    int status = world.http
                            .handle(HttpRequest.of("POST", "/v1/validate")
                                    .header("Authorization", Wire.KEY.substring("Authorization: ".length()))
                                    .header("Content-Type", "application/json")
                                    .body(body))
                            .status();
                    times.add(System.nanoTime() - start);
                    assertThat(status).isEqualTo(400);
                }
            }
            double slowest = times.micros(1) / 1e3;
            long grown = (heap() - before) / 1024;
            System.out.printf(
                    Locale.ROOT,
                    "garbage of up to 64 KiB: p50 %.0f us, slowest %.1f ms: gate 100 ms %s; heap grew by %d KiB: gate 1024 %s%n",
                    times.micros(0.5),
                    slowest,
                    slowest <= 100 ? "held" : "MISSED",
                    grown,
                    grown <= 1024 ? "held" : "MISSED");
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(CONNECTIONS);
        return new HikariDataSource(config);
    }

    private void measure(String store, MfaStore over) throws Exception {
        MfaEngine mfa = MfaEngine.builder(over, KeyRing.generate())
                .clock(clock)
                .method(AuthenticatorApp.of("Acme"))
                .build();
        List<List<PhoneApp>> phones = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            phones.add(new ArrayList<>());
            for (int k = 0; k < USERS_PER_CONNECTION; k++) {
                ActionSession person = mfa.session(
                                mfa.track(Intent.user("usr_" + i + "_" + k).action("enroll"))
                                        .token())
                        .orElseThrow();
                PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), clock);
                person.verify(AUTHENTICATOR_APP, phone.code()).accepted();
                phones.get(i).add(phone);
            }
        }
        Tenant tenant = Tenant.of(mfa, SecretKeys.of(Secret.of(World.KEY)));
        try (MfaServer server = MfaServer.start(MfaHttp.builder(tenant).build(), 0)) {
            Times[] steps = {new Times(), new Times(), new Times()};
            double seconds = 0;
            long start = System.nanoTime();
            boolean warm = false;
            while (System.nanoTime() - start < Duration.ofSeconds(SECONDS).toNanos() * 2) {
                if (!warm
                        && System.nanoTime() - start
                                > Duration.ofSeconds(SECONDS).toNanos()) {
                    warm = true;
                    seconds = 0;
                    steps = new Times[] {new Times(), new Times(), new Times()};
                }
                clock.move(Duration.ofSeconds(30)); // a code is good once
                Times[] into = steps;
                seconds += all(server.port(), (connection, number) -> {
                    for (int k = 0; k < USERS_PER_CONNECTION; k++) {
                        journey(connection, number, k, phones.get(number).get(k), into);
                    }
                });
            }
            for (int i = 0; i < STEPS.length; i++) {
                System.out.println(steps[i].line(store + ": " + STEPS[i], seconds));
            }
            Times got = repeated(store + ": GET /users/{id}", server.port(), PATH);
            assertThat(got.count).isPositive();
            gate(store, mfa, server);
        } finally {
            mfa.close();
        }
    }

    /** One connection each, in turn, so that what else the machine does slows all three alike. */
    private static void gate(String store, MfaEngine mfa, MfaServer server) throws Exception {
        Times nothing = new Times();
        Times got = new Times();
        Times read = new Times();
        try (MfaServer idle = MfaServer.start(new Nothing(), "127.0.0.1", 0);
                KeptConnection toNothing = new KeptConnection(idle.port());
                KeptConnection toUs = new KeptConnection(server.port())) {
            for (int i = 0; i < 6_000; i++) {
                timed(nothing, () -> toNothing.get(PATH));
                timed(got, () -> toUs.get(PATH));
                timed(read, () -> mfa.getUser("usr_0_0"));
            }
        }
        double floor = nothing.micros(0.5) + read.micros(0.5);
        System.out.printf(
                Locale.ROOT,
                "%s: one connection, GET /users/{id} p50 %.0f us, nothing %.0f us, one read %.0f us:"
                        + " %.2f of both, gate 2.00 %s%n",
                store,
                got.micros(0.5),
                nothing.micros(0.5),
                read.micros(0.5),
                got.micros(0.5) / floor,
                got.micros(0.5) <= 2 * floor ? "held" : "MISSED");
    }

    private static void journey(KeptConnection to, int number, int k, PhoneApp phone, Times[] steps) throws Exception {
        String[] token = new String[1];
        timed(
                steps[0],
                () -> token[0] = member(to.post("/v1/users/usr_" + number + "_" + k + "/actions/signIn", "{}")));
        String code = phone.code();
        timed(steps[1], () -> {
            String answer = to.post(
                    "/v1/verify",
                    "{\"challengeId\":\"AUTHENTICATOR_APP." + token[0] + "\",\"verificationCode\":\"" + code + "\"}");
            assertThat(answer).contains("\"isVerified\":true");
            return answer;
        });
        timed(steps[2], () -> {
            String answer = to.post("/v1/validate", "{\"token\":\"" + token[0] + "\"}");
            assertThat(answer).contains("\"isValid\":true");
            return answer;
        });
    }

    private static String member(String json) {
        int start = json.indexOf("\"token\":\"") + 9;
        return json.substring(start, json.indexOf('"', start));
    }
}
