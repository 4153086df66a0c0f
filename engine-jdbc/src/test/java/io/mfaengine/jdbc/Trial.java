package io.mfaengine.jdbc;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.Operator;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * People sign in on two nodes while something dies. What was acknowledged is there, nothing is accepted twice, no row
 * leaves the state graph, and nobody who was told yes finds the row saying no.
 */
final class Trial {
    private static final int USERS = 40;
    private static final int STUCK_SECONDS = 60;

    private final long seed;
    private final Random random;
    private final MovableClock clock = MovableClock.at("2026-11-24T09:00:00Z");
    private final List<Node> nodes;
    /** Looks at what is there, by a line that nobody cuts. */
    private final Node.Desk witness;

    private final List<PhoneApp> phones = new ArrayList<>();
    private final Map<String, String> acknowledged = new LinkedHashMap<>();
    private int acts;
    private int lost;

    Trial(long seed, DataSource direct, byte[] key, List<Node> nodes) {
        this.seed = seed;
        this.random = new Random(seed);
        this.nodes = nodes;
        this.witness = new Node.Desk(direct, KeyRing.of("k", key), Duration.ZERO);
        for (int user = 0; user < USERS; user++) {
            String secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO" + (char) ('A' + user % 26) + (char) ('A' + user / 26);
            URI uri = URI.create("otpauth://totp/Acme:x?secret=" + secret);
            phones.add(PhoneApp.scan(uri, clock));
            assertThat(witness.answer(clock.instant(), "track", userId(user), "first"))
                    .isNotEmpty();
            assertThat(witness.engine()
                            .enrollVerifiedAuthenticator(userId(user), AUTHENTICATOR_APP, Secret.of(uri.toString()))
                            .accepted()
                            .enrolled())
                    .isTrue();
        }
    }

    private static String userId(int user) {
        return "usr_" + user;
    }

    int moment(int bound) {
        return random.nextInt(bound);
    }

    int acts() {
        return acts;
    }

    int lost() {
        return lost;
    }

    /** One person signs in, while {@code disaster} happens, and after {@code recovery} finds what they were told. */
    void act(Runnable disaster, Runnable recovery) {
        try {
            signIn(disaster, recovery);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("act " + acts + " of seed " + seed + ": " + e.getMessage(), e);
        }
        acts++;
    }

    private void signIn(Runnable disaster, Runnable recovery) {
        clock.move(Duration.ofMinutes(10));
        int user = acts % USERS;
        String key = "act" + acts;
        PhoneApp phone = phones.get(user);
        String token = witness.answer(clock.instant(), "track", userId(user), key);
        String code = phone.code();

        boolean validates = acts % 2 == 1;
        if (validates) {
            assertThat(witness.answer(clock.instant(), "verify", token, code)).isEqualTo("ACCEPTED");
        }
        List<CompletableFuture<String>> wrong = new ArrayList<>();
        List<CompletableFuture<String>> right = new ArrayList<>();
        String tracked = "by" + acts;
        CompletableFuture<String> another = ask(0, "track", userId(user), tracked);
        for (int call = 0; call < 4; call++) {
            right.add(validates ? ask(call, "validate", token, userId(user), key) : ask(call, "verify", token, code));
        }
        if (!validates) {
            wrong.add(ask(moment(2), "verify", token, phone.wrongCode()));
        }
        disaster.run();
        List<String> told = answers(right);
        List<String> toldWrong = answers(wrong);
        String toldTracked = answers(List.of(another)).get(0);
        recovery.run();

        if (validates) {
            afterValidations(token, userId(user), key, told);
        } else {
            afterVerifications(token, userId(user), key, code, told, toldWrong);
        }
        if (!toldTracked.equals(Node.LOST)) {
            assertThat(state(userId(user), tracked)).as("what was tracked").isNotEqualTo("none");
        }
        Operator.Trail trail = witness.engine().operator("witness").trail(userId(user));
        assertThat(trail.isWhole())
                .as("the trail of " + userId(user) + ", broken at " + trail.brokenAt())
                .isTrue();
    }

    private void afterVerifications(
            String token, String userId, String key, String code, List<String> told, List<String> toldWrong) {
        assertThat(told).areAtMost(1, is("ACCEPTED")).isSubsetOf("ACCEPTED", "ALREADY_USED", Node.LOST);
        boolean accepted = told.contains("ACCEPTED");
        String state = state(userId, key);
        if (accepted) {
            assertThat(state).as("who was told yes").isEqualTo(ActionState.CHALLENGE_SUCCEEDED.name());
        }
        if (told.contains("ALREADY_USED") && !told.contains(Node.LOST)) {
            assertThat(accepted).as("a code is used by somebody").isTrue();
        }
        boolean passed = state.equals(ActionState.CHALLENGE_SUCCEEDED.name());
        if (!passed) {
            assertThat(state).isEqualTo(ActionState.CHALLENGE_REQUIRED.name());
        }
        assertThat(witness.answer(clock.instant(), "verify", token, code))
                .as("the same code once more")
                .isEqualTo(passed ? "ALREADY_USED" : "ACCEPTED");
        acknowledged.put(key, userId);
        long failures = events(userId, key, "challenge.failed");
        assertThat(toldWrong).isSubsetOf("WRONG_RESPONSE", "ALREADY_USED", Node.LOST);
        assertThat(failures)
                .as("a wrong guess that was told is counted once")
                .isBetween(toldWrong.stream().filter("WRONG_RESPONSE"::equals).count(), 1L);
        assertThat(events(userId, key, "challenge.passed")).isEqualTo(1);
    }

    private void afterValidations(String token, String userId, String key, List<String> told) {
        assertThat(told).areAtMost(1, is("VALID")).isSubsetOf("VALID", "ALREADY_VALIDATED", Node.LOST);
        String again = witness.answer(clock.instant(), "validate", token, userId, key);
        if (told.contains("VALID") || told.contains("ALREADY_VALIDATED")) {
            assertThat(again).as("once more").isEqualTo("ALREADY_VALIDATED");
        } else {
            assertThat(again).isIn("VALID", "ALREADY_VALIDATED");
        }
        assertThat(events(userId, key, "action.validated")).isEqualTo(1);
        acknowledged.put(key, userId);
    }

    /** Everything that was acknowledged in all the acts is still there. */
    void end() {
        acknowledged.forEach((key, userId) ->
                assertThat(state(userId, key)).as(key).isEqualTo(ActionState.CHALLENGE_SUCCEEDED.name()));
    }

    private CompletableFuture<String> ask(int node, String... words) {
        return nodes.get(node % nodes.size()).ask(clock.instant(), words);
    }

    private List<String> answers(List<CompletableFuture<String>> asked) {
        List<String> answers = new ArrayList<>();
        for (CompletableFuture<String> one : asked) {
            try {
                answers.add(one.get(STUCK_SECONDS, TimeUnit.SECONDS));
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new IllegalStateException("a call did not end", e);
            }
        }
        lost += (int) answers.stream().filter(Node.LOST::equals).count();
        return answers;
    }

    private String state(String userId, String key) {
        return witness.engine()
                .getAction(Node.Desk.intent(userId, key).id())
                .map(action -> action.state().name())
                .orElse("none");
    }

    private long events(String userId, String key, String type) {
        List<MfaEvent> events =
                witness.engine().operator("witness").trail(userId).events();
        return events.stream()
                .filter(event -> event.type().equals(type)
                        && event.action() != null
                        && event.action().idempotencyKey().equals(key))
                .count();
    }

    private static org.assertj.core.api.Condition<String> is(String word) {
        return new org.assertj.core.api.Condition<>(word::equals, word);
    }

    static byte[] key() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return key;
    }

    Instant now() {
        return clock.instant();
    }
}
