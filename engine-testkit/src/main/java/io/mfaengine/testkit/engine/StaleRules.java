package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.EXPIRED;
import static io.mfaengine.model.Refusal.LOCKED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserUpdate;
import io.mfaengine.Verification;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.PassingStore;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What was read is old: the store hands out what was, every other time, or others come between the look at a response and
 * the commit. Whatever is decided by it is decided again.
 */
interface StaleRules extends EngineRules {
    @Test
    @Requirement({"R96", "I2", "I8"})
    default void nothingIsAcceptedTwiceOverStaleReads() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        MfaEngine mfa = world.engine(new StaleStore(world.store)).build();
        Handle one =
                mfa.track(EngineWorld.signIn("usr_123").idempotencyKey("1")).token();
        Handle two =
                mfa.track(EngineWorld.signIn("usr_123").idempotencyKey("2")).token();
        String code = user.phone().code();
        String recovery = user.recoveryCodes().get(0).reveal();
        // what is not there yet, in a stale read, is refused: asked again it is there
        assertThat(accepted(mfa, one, AUTHENTICATOR_APP, code)).isEqualTo(1);
        for (int i = 0; i < 6; i++) {
            assertThat(session(mfa, two)
                            .verify(AUTHENTICATOR_APP, code)
                            .refused()
                            .reason())
                    .isIn(ALREADY_USED, EXPIRED);
        }
        assertThat(accepted(mfa, two, RECOVERY_CODE, recovery)).isEqualTo(1);
        Handle three =
                mfa.track(EngineWorld.signIn("usr_123").idempotencyKey("3")).token();
        for (int i = 0; i < 6; i++) {
            assertThat(session(mfa, three)
                            .verify(RECOVERY_CODE, recovery)
                            .refused()
                            .reason())
                    .isIn(ALREADY_USED, EXPIRED);
        }
        int valid = 0;
        for (int i = 0; i < 6; i++) {
            valid += mfa.validateChallenge(one, EngineWorld.signIn("usr_123").idempotencyKey("1"))
                            .isValid()
                    ? 1
                    : 0;
        }
        assertThat(valid).isEqualTo(1);
    }

    @Test
    @Requirement({"R96", "I3"})
    default void noGuessIsFreeOverStaleReads() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        MfaEngine mfa = world.engine(new StaleStore(world.store)).build();
        Race.rounds(3, (race, round) -> {
            world.clock.move(Duration.ofDays(31));
            world.person("usr_123")
                    .verify(AUTHENTICATOR_APP, user.phone().code())
                    .accepted();
            world.clock.move(Duration.ofSeconds(90));
            ActionSession[] persons = new ActionSession[Race.RUNNERS];
            for (int i = 0; i < persons.length; i++) {
                persons[i] = world.person(mfa, "usr_123");
            }
            String wrong = user.phone().wrongCode();
            List<Verification> verdicts = race.all(runner -> persons[runner].verify(AUTHENTICATOR_APP, wrong));
            assertThat(verdicts)
                    .filteredOn(verdict -> verdict.refused().reason() == WRONG_RESPONSE)
                    .hasSizeBetween(1, 5);
            assertThat(verdicts)
                    .extracting(verdict -> verdict.refused().reason())
                    .isSubsetOf(WRONG_RESPONSE, LOCKED, EXPIRED);
        });
    }

    @Test
    @Requirement({"R12", "R96", "I2", "I8"})
    default void aCodeThatWasUsedMeanwhileIsNotAcceptedAgain() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        String code = user.phone().code();
        ActionSession first = world.person("usr_123");
        Handle token = world.mfa
                .track(EngineWorld.signIn("usr_123").idempotencyKey("2"))
                .token();
        MfaEngine late = world.engine(beforeTheCommit(
                        world,
                        () -> assertThat(first.verify(AUTHENTICATOR_APP, code)
                                        .accepted()
                                        .enrolled())
                                .isFalse()))
                .build();

        assertThat(session(late, token)
                        .verify(AUTHENTICATOR_APP, code)
                        .refused()
                        .reason())
                .isEqualTo(ALREADY_USED);
    }

    @Test
    @Requirement({"R12", "R96", "I8"})
    default void aCodeThatWasReplacedMeanwhileIsNotAccepted() {
        NoteWorld noted = NoteWorld.in(world());
        noted.enrolled("usr_123");
        Handle token = noted.mfa.track(EngineWorld.signIn("usr_123")).token();
        String code = noted.send(session(noted.mfa, token));
        MfaEngine late = noted.world
                .engine(beforeTheCommit(noted.world, () -> {
                    noted.world.clock.move(Duration.ofMinutes(2));
                    assertThat(noted.send(session(noted.mfa, token))).isNotEqualTo(code);
                }))
                .method(noted.notes)
                .build();

        assertThat(session(late, token).verify(NOTE, code).refused().reason()).isEqualTo(WRONG_RESPONSE);
        assertThat(session(late, token)
                        .verify(NOTE, noted.notes.last().code())
                        .accepted()
                        .enrolled())
                .isFalse();
    }

    @Test
    @Requirement({"R96", "I8"})
    default void anAuthenticatorThatWasRemovedMeanwhileAcceptsNothing() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        AuthenticatorId lost = world.mfa.getAuthenticators("usr_123").get(0).id();
        ActionSession manager = world.manager(user);
        PhoneApp kept = PhoneApp.scan(manager.enroll(AUTHENTICATOR_APP), world.clock);
        manager.verify(AUTHENTICATOR_APP, kept.code()).accepted();
        world.clock.move(Duration.ofSeconds(60));
        Handle token = world.mfa.track(EngineWorld.signIn("usr_123")).token();
        MfaEngine late = world.engine(beforeTheCommit(
                        world,
                        () -> assertThat(world.mfa.deleteAuthenticator("usr_123", lost))
                                .isTrue()))
                .build();

        assertThat(session(late, token)
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .refused()
                        .reason())
                .isEqualTo(WRONG_RESPONSE);
        assertThat(session(late, token)
                        .verify(AUTHENTICATOR_APP, kept.code())
                        .accepted()
                        .authenticator()
                        .id())
                .isNotEqualTo(lost);
    }

    @Test
    default void whatMovedElsewhereIsNoReasonToJudgeAgain() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        CountedChecks counted = new CountedChecks(AuthenticatorApp.of("Acme"));
        UserUpdate ada = UserUpdate.nothing().displayName("Ada");
        MfaEngine late = MfaEngine.builder(
                        beforeTheCommit(
                                world,
                                () -> assertThat(world.mfa
                                                .updateUser("usr_123", ada)
                                                .displayName())
                                        .isEqualTo("Ada")),
                        world.keys)
                .clock(world.clock)
                .method(counted)
                .build();
        Handle token = world.mfa.track(EngineWorld.signIn("usr_123")).token();

        assertThat(session(late, token)
                        .verify(AUTHENTICATOR_APP, user.phone().code())
                        .accepted()
                        .enrolled())
                .isFalse();
        assertThat(counted.count()).isEqualTo(1);
        assertThat(world.mfa.getUser("usr_123").displayName()).isEqualTo("Ada");
    }

    private static int accepted(MfaEngine engine, Handle token, AuthenticatorType type, String code) {
        int accepted = 0;
        for (int i = 0; i < 6; i++) {
            accepted += session(engine, token).verify(type, code) instanceof Verification.Accepted ? 1 : 0;
        }
        return accepted;
    }

    private static ActionSession session(MfaEngine engine, Handle token) {
        return engine.session(token).orElseThrow();
    }

    private static FaultyStore beforeTheCommit(EngineWorld world, FaultyStore.Pause happening) {
        FaultyStore store = FaultyStore.around(world.store);
        store.on(FaultyStore.Call.COMMIT).next().waits(happening);
        return store;
    }

    /** Hands out, every other time, what it handed out the time before. */
    final class StaleStore extends PassingStore {
        private final Map<List<Object>, Snapshot> before = new ConcurrentHashMap<>();
        private final AtomicInteger loads = new AtomicInteger();

        StaleStore(MfaStore store) {
            super(store);
        }

        @Override
        public Snapshot load(UserKey user, @Nullable ActionKey action) {
            List<Object> what = action == null ? List.of(user) : List.of(user, action);
            Snapshot stale = before.get(what);
            if (stale != null && loads.incrementAndGet() % 2 == 0) {
                return stale;
            }
            Snapshot fresh = super.load(user, action);
            before.put(what, fresh);
            return fresh;
        }
    }
}
