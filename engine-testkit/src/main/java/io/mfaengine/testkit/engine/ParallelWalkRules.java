package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Refused;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Many threads walk at random over the same users; what they were told and what is left has to fit to some one order. */
interface ParallelWalkRules extends EngineRules {
    int WRONG_PER_DAY = 20;

    @Test
    @Requirement({"R13", "R14", "R48", "R55", "R58", "R59", "R92", "I2", "I3", "I8"})
    default void manyWalksAtOnceEndWhereOneOrderOfThemCouldHaveEnded() {
        EngineWorld world = world();
        long seed = Walk.seed();
        Race.rounds(4, (race, round) -> {
            ParallelWalk walk = new ParallelWalk(world, round);
            List<ParallelWalk.Told> told =
                    race.all(runner -> walk.run(runner, new SplittableRandom(seed + 1_000L * round + runner))).stream()
                            .flatMap(List::stream)
                            .toList();
            try {
                fits(walk, told);
            } catch (AssertionError e) {
                throw new AssertionError("mfaengine.seed " + seed + ": " + e.getMessage(), e);
            }
        });
    }

    @Test
    @Requirement({"R33", "I4"})
    default void recoveryCodesAreMadeOnceForAnEnrolmentHoweverOftenOthersComeFirst() {
        EngineWorld world = world();
        CountedChecks codes = new CountedChecks(RecoveryCodes.of().rounds(1_000));
        FaultyStore busy = FaultyStore.around(world.store);
        MfaEngine mfa = MfaEngine.builder(busy, world.keys)
                .clock(world.clock)
                .method(AuthenticatorApp.of("Acme"))
                .method(codes)
                .build();
        ActionSession session = world.person(mfa, "usr_123");
        PhoneApp phone = PhoneApp.scan(session.enroll(AUTHENTICATOR_APP), world.clock);
        for (int i = 1; i <= 5; i++) {
            String name = "name " + i;
            busy.on(FaultyStore.Call.COMMIT)
                    .nth(i)
                    .waits(() -> assertThat(world.other
                                    .updateUser("usr_123", UserUpdate.nothing().username(name))
                                    .username())
                            .isEqualTo(name));
        }
        List<Secret> shown =
                session.verify(AUTHENTICATOR_APP, phone.code()).accepted().recoveryCodes();
        assertThat(world.mfa.getUser("usr_123").username()).isEqualTo("name 5");
        assertThat(codes.issues()).isEqualTo(1);
        assertThat(world.person("usr_123").verify(RECOVERY_CODE, shown.get(9).reveal()))
                .isInstanceOf(Verification.Accepted.class);
    }

    private static void fits(ParallelWalk walk, List<ParallelWalk.Told> told) {
        eachAtMostOnce("a code", told, t -> t.verb().startsWith("verify"), ParallelWalk.Told::given);
        eachAtMostOnce("an action", told, t -> t.verb().startsWith("verify"), ParallelWalk.Told::action);
        validatedForOneRequest(told);
        eventsTellTheVerdicts(walk, told);
        statesFollow(walk, told);
        oneFirstEnrolment(walk, told);
        for (EngineWorld.Enrolled user : walk.users) {
            trailIsWhole(walk, user.userId());
        }
        trailIsWhole(walk, walk.newcomer);
        everyWrongResponseIsKept(walk, told);
    }

    private static void eachAtMostOnce(
            String what,
            List<ParallelWalk.Told> told,
            Predicate<ParallelWalk.Told> which,
            Function<ParallelWalk.Told, String> by) {
        Map<String, Long> accepted = told.stream()
                .filter(which)
                .filter(t -> t.answer().equals("ACCEPTED"))
                .collect(Collectors.groupingBy(by, Collectors.counting()));
        assertThat(accepted.values())
                .as(what + " is accepted once: " + accepted)
                .allMatch(count -> count == 1);
    }

    private static void validatedForOneRequest(List<ParallelWalk.Told> told) {
        Map<String, List<String>> valid = told.stream()
                .filter(t -> t.answer().equals("VALID"))
                .collect(Collectors.groupingBy(
                        ParallelWalk.Told::action, Collectors.mapping(ParallelWalk.Told::given, Collectors.toList())));
        assertThat(valid.values())
                .as("an action is validated for one request")
                .allSatisfy(requests -> assertThat(requests).containsOnly(requests.get(0)));
    }

    private static void eventsTellTheVerdicts(ParallelWalk walk, List<ParallelWalk.Told> told) {
        assertThat(count(walk, "challenge.failed"))
                .as("one event for each wrong response")
                .isEqualTo(told.stream()
                        .filter(t -> t.answer().equals("WRONG_RESPONSE"))
                        .count());
        assertThat(count(walk, "challenge.passed"))
                .as("one event for each right response")
                .isEqualTo(
                        told.stream().filter(t -> t.answer().equals("ACCEPTED")).count());
        assertThat(count(walk, "action.validated"))
                .as("one event for each action that was validated")
                .isEqualTo(told.stream()
                        .filter(t -> t.answer().equals("VALID"))
                        .map(ParallelWalk.Told::action)
                        .distinct()
                        .count());
        assertThat(count(walk, "action.ruled"))
                .as("one event for each ruling")
                .isEqualTo(told.stream()
                        .filter(t -> t.answer().equals("CHALLENGE_FAILED"))
                        .count());
    }

    private static long count(ParallelWalk walk, String type) {
        return walk.world.events.stream().filter(e -> e.type().equals(type)).count();
    }

    /** A ruling ends an action for good; without one it has passed if and only if somebody was told so. */
    private static void statesFollow(ParallelWalk walk, List<ParallelWalk.Told> told) {
        Map<String, List<String>> answers = told.stream()
                .collect(Collectors.groupingBy(
                        ParallelWalk.Told::action, Collectors.mapping(ParallelWalk.Told::answer, Collectors.toList())));
        for (ParallelWalk.Told one : told) {
            if (one.userId().equals(walk.newcomer)) {
                continue;
            }
            List<String> all = answers.getOrDefault(one.action(), List.of());
            ActionState expected = all.contains("CHALLENGE_FAILED")
                    ? ActionState.CHALLENGE_FAILED
                    : all.contains("ACCEPTED") ? ActionState.CHALLENGE_SUCCEEDED : ActionState.CHALLENGE_REQUIRED;
            assertThat(walk.state(one)).as(one.action() + " " + all).isEqualTo(expected);
        }
    }

    private static void oneFirstEnrolment(ParallelWalk walk, List<ParallelWalk.Told> told) {
        List<ParallelWalk.Told> enrolments =
                told.stream().filter(t -> t.verb().equals("enroll")).toList();
        long accepted =
                enrolments.stream().filter(t -> t.answer().equals("ACCEPTED")).count();
        assertThat(accepted).as("first enrolments").isLessThanOrEqualTo(1);
        List<Authenticator> held = walk.world.mfa.getAuthenticators(walk.newcomer);
        assertThat(held)
                .extracting(Authenticator::type)
                .isEqualTo(accepted == 0 ? List.of() : List.of(AUTHENTICATOR_APP, RECOVERY_CODE));
    }

    private static void trailIsWhole(ParallelWalk walk, String userId) {
        if (walk.world.isQueryable()) {
            assertThat(walk.world.other.operator("jane@acme").trail(userId).isWhole())
                    .as("the trail of " + userId)
                    .isTrue();
        }
    }

    /** So many more in the day as twenty are more than were told. */
    private static void everyWrongResponseIsKept(ParallelWalk walk, List<ParallelWalk.Told> told) {
        EngineWorld.Enrolled user = walk.users.get(0);
        long kept = told.stream()
                .filter(t -> t.userId().equals(user.userId()) && t.answer().equals("WRONG_RESPONSE"))
                .filter(t -> t.verb().equals("verify " + AUTHENTICATOR_APP))
                .count();
        Duration wait = Duration.ofMinutes(61);
        int more = 0;
        Refused last;
        do {
            walk.world.clock.move(wait);
            last = walk.world
                    .person(user.userId())
                    .verify(AUTHENTICATOR_APP, user.phone().wrongCode())
                    .refused();
            more++;
        } while (more <= WRONG_PER_DAY
                && (last.retryAt() == null
                        || last.retryAt().isBefore(walk.world.clock.instant().plus(wait))));
        assertThat(more + kept).as("wrong responses until the day's limit").isEqualTo(WRONG_PER_DAY);
    }
}
