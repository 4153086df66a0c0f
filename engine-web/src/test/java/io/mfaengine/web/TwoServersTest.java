package io.mfaengine.web;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import io.mfaengine.web.Caller.Answer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two servers, in two processes, on one PostgreSQL, called by 64 connections at once: what is once is once. */
final class TwoServersTest {
    private static final byte[] KEY = new byte[32];
    private static final int MOST_ROUNDS = 20;

    private static final MovableClock CLOCK = MovableClock.at("2026-11-28T09:00:00Z");
    private static EmbeddedPostgres postgres;
    private static List<ServerProcess> servers = List.of();
    private static List<Caller> callers;
    private static MfaEngine mfa;

    @BeforeAll
    static void start() throws IOException {
        for (int i = 0; i < KEY.length; i++) {
            KEY[i] = (byte) (7 * i + 3);
        }
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "off")
                .setLocaleConfig("locale", "C")
                .start();
        String url = postgres.getJdbcUrl("postgres", "postgres");
        mfa = ServerProcess.engine(url, KEY, CLOCK.instant());
        servers = List.of(new ServerProcess(url, KEY, CLOCK.instant()), new ServerProcess(url, KEY, CLOCK.instant()));
        callers = servers.stream()
                .map(server -> Caller.basic(server.url, World.KEY))
                .toList();
    }

    @AfterAll
    static void stop() throws IOException {
        servers.forEach(ServerProcess::close);
        mfa.close();
        postgres.close();
    }

    private static Caller caller(int runner) {
        return callers.get(runner % callers.size());
    }

    private static Answer verify(int runner, String token, String code) {
        return caller(runner)
                .post(
                        "/verify",
                        "{\"challengeId\":\"AUTHENTICATOR_APP." + token + "\",\"verificationCode\":\"" + code + "\"}");
    }

    /** A user with an app; the code that they were enrolled with is burnt. */
    private static PhoneApp enrolled(String userId) {
        ActionSession person = session(track(userId, "enroll"));
        PhoneApp phone = PhoneApp.scan(person.enroll(AUTHENTICATOR_APP), CLOCK);
        person.verify(AUTHENTICATOR_APP, phone.code(-1)).accepted();
        return phone;
    }

    private static String track(String userId, String action) {
        return mfa.track(Intent.user(userId).action(action)).token().value();
    }

    private static ActionSession session(String token) {
        return mfa.session(Handle.of(token)).orElseThrow();
    }

    /** The answers that there were; where the outcome isn't known (503, on a slow machine) it isn't told as a success. */
    private static List<Answer> known(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() != 503).toList();
    }

    /** Exactly one, or none that was told because its answer was lost. */
    private static void isOnce(List<Answer> answers, long successes) {
        long least = known(answers).size() == answers.size() ? 1 : 0;
        assertThat(successes).isBetween(least, 1L);
    }

    private static long verified(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.status() == 200 && answer.flag("isVerified"))
                .count();
    }

    private static String state(String token) {
        return mfa.getAction(Handle.of(token)).orElseThrow().state().name();
    }

    @Test
    @Requirement("R13")
    void a_right_code_is_accepted_once() {
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            PhoneApp phone = enrolled("right_" + round);
            String token = track("right_" + round, "signIn");
            List<Answer> answers = race.all(runner -> verify(runner, token, phone.code()));
            isOnce(answers, verified(answers));
            assertThat(state(token)).isEqualTo("CHALLENGE_SUCCEEDED");
            assertThat(verify(0, token, phone.code()).flag("isVerified")).isFalse();
        });
    }

    @Test
    @Requirement("R24")
    void of_64_wrong_codes_five_are_looked_at() {
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            PhoneApp phone = enrolled("wrong_" + round);
            String token = track("wrong_" + round, "signIn");
            String wrong = phone.wrongCode();
            List<Answer> answers = race.all(runner -> verify(runner, token, wrong));
            List<Answer> known = known(answers);
            int lost = answers.size() - known.size();
            int told = (int)
                    known.stream().filter(answer -> answer.status() == 200).count();
            assertThat(told).isBetween(Math.max(0, 5 - lost), 5);
            assertThat(known.stream().filter(answer -> answer.status() == 429)).hasSize(known.size() - told);
            assertThat(verify(0, token, phone.code()).status()).isEqualTo(429);
        });
    }

    @Test
    @Requirement("R48")
    void of_64_first_enrolments_one_is_the_first() {
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            String userId = "first_" + round;
            List<String> tokens = new ArrayList<>();
            List<PhoneApp> phones = new ArrayList<>();
            for (int i = 0; i < Race.RUNNERS; i++) {
                tokens.add(track(userId, "enroll"));
                phones.add(PhoneApp.scan(session(tokens.get(i)).enroll(AUTHENTICATOR_APP), CLOCK));
            }
            List<Answer> answers = race.all(runner ->
                    verify(runner, tokens.get(runner), phones.get(runner).code()));
            isOnce(answers, verified(answers));
            assertThat(callers.get(0)
                            .get("/users/" + userId + "/authenticators")
                            .ok()
                            .json()
                            .getAsJsonArray())
                    .hasSize(1);
        });
    }

    @Test
    @Requirement("R58")
    void a_passed_challenge_is_valid_once() {
        Race.rounds(MOST_ROUNDS, (race, round) -> {
            PhoneApp phone = enrolled("valid_" + round);
            String token = track("valid_" + round, "signIn");
            assertThat(verify(0, token, phone.code()).ok().flag("isVerified")).isTrue();
            List<Answer> answers =
                    race.all(runner -> caller(runner).post("/validate", "{\"token\":\"" + token + "\"}"));
            isOnce(
                    answers,
                    known(answers).stream()
                            .filter(answer -> answer.ok().flag("isValid"))
                            .count());
            assertThat(caller(1)
                            .post("/validate", "{\"token\":\"" + token + "\"}")
                            .flag("isValid"))
                    .isFalse();
        });
    }
}
