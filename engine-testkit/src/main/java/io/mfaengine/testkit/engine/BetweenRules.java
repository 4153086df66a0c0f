package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.Refusal.ALREADY_USED;
import static io.mfaengine.model.Refusal.WRONG_RESPONSE;
import static io.mfaengine.testkit.engine.NoteMethod.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.UserUpdate;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.Handle;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.NoteMethod.NoteWorld;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What others do between the look at a response and the write: it is judged again if that is what it was judged by. */
interface BetweenRules extends EngineRules {
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

    private static ActionSession session(MfaEngine engine, Handle token) {
        return engine.session(token).orElseThrow();
    }

    private static FaultyStore beforeTheCommit(EngineWorld world, FaultyStore.Pause happening) {
        FaultyStore store = FaultyStore.around(world.store);
        store.on(FaultyStore.Call.COMMIT).next().waits(happening);
        return store;
    }
}
