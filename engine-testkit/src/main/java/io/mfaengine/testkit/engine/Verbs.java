package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static io.mfaengine.model.Refusal.ALREADY_USED;

import io.mfaengine.ActionQuery;
import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaEngineBuilder;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.Validation;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.PhoneApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The verbs of the three sides, each ready to be asked once of an engine whose store may fail. */
enum Verbs {
    TRACK_A_NEW_USER(scene -> engine -> {
        Decision decision = engine.track(scene.intent());
        return () -> decision.next() == Decision.Next.ENROLL && scene.state() == ActionState.ALLOW;
    }),
    TRACK_A_KNOWN_USER(scene -> {
        scene.enrol();
        return engine -> {
            Decision decision = engine.track(scene.intent());
            return () -> decision.next() == Decision.Next.CHALLENGE
                    && scene.session(decision.token()).status().state() == ActionState.CHALLENGE_REQUIRED;
        };
    }),
    TRACK_WITH_AN_ACTION_THAT_IS_NEW(scene -> {
        scene.enrol();
        Intent intent = Intent.user(scene.userId)
                .action("a" + scene.userId.substring(4))
                .idempotencyKey("k");
        return engine -> {
            Decision decision = engine.track(intent);
            return () -> decision.next() == Decision.Next.CHALLENGE
                    && scene.sound.getAction(intent.id()).isPresent();
        };
    }),
    TRACK_AGAIN(scene -> {
        scene.passed();
        return engine -> {
            Decision decision = engine.track(scene.intent());
            return () -> decision.next() == Decision.Next.VALIDATE;
        };
    }),
    ENROL(scene -> {
        Handle token = scene.track();
        return engine -> {
            PhoneApp phone = PhoneApp.scan(session(engine, token).enroll(AUTHENTICATOR_APP), scene.world.clock);
            return () -> scene.session(token)
                    .verify(AUTHENTICATOR_APP, phone.code())
                    .accepted()
                    .enrolled();
        };
    }),
    CONFIRM(scene -> {
        Handle token = scene.track();
        PhoneApp phone = PhoneApp.scan(scene.session(token).enroll(AUTHENTICATOR_APP), scene.world.clock);
        return engine -> {
            List<Secret> codes = session(engine, token)
                    .verify(AUTHENTICATOR_APP, phone.code())
                    .accepted()
                    .recoveryCodes();
            return () -> scene.state() == ActionState.CHALLENGE_SUCCEEDED
                    && scene.session(scene.trackNext())
                            .verify(RECOVERY_CODE, codes.get(0).reveal())
                            .accepted()
                            .authenticator()
                            .type()
                            .equals(RECOVERY_CODE);
        };
    }),
    CHALLENGE(scene -> {
        Handle token = scene.trackEnrolled();
        return engine -> {
            session(engine, token).challenge(AUTHENTICATOR_APP).open();
            return () -> scene.state() == ActionState.CHALLENGE_REQUIRED;
        };
    }),
    VERIFY(scene -> {
        Handle token = scene.trackEnrolled();
        String code = scene.phone().code();
        return engine -> {
            session(engine, token).verify(AUTHENTICATOR_APP, code).accepted();
            return () -> scene.state() == ActionState.CHALLENGE_SUCCEEDED
                    && scene.session(scene.trackNext())
                                    .verify(AUTHENTICATOR_APP, code)
                                    .refused()
                                    .reason()
                            == ALREADY_USED;
        };
    }),
    VERIFY_A_WRONG_CODE(scene -> {
        Handle token = scene.trackEnrolled();
        String wrong = scene.phone().wrongCode();
        return engine -> {
            int left = session(engine, token)
                    .verify(AUTHENTICATOR_APP, wrong)
                    .refused()
                    .attemptsLeft();
            return () -> left == 4
                    && scene.session(token)
                                    .verify(AUTHENTICATOR_APP, wrong)
                                    .refused()
                                    .attemptsLeft()
                            == 3;
        };
    }),
    STATUS(scene -> {
        Handle token = scene.trackEnrolled();
        return engine -> {
            ActionState state = session(engine, token).status().state();
            return () -> state == ActionState.CHALLENGE_REQUIRED;
        };
    }),
    VALIDATE(scene -> {
        Handle token = scene.passed();
        return engine -> {
            boolean valid = engine.validateChallenge(token, scene.intent()).isValid();
            return () -> valid
                    && scene.sound
                            .validateChallenge(token, scene.intent())
                            .reason()
                            .filter(Validation.Invalid.ALREADY_VALIDATED::equals)
                            .isPresent();
        };
    }),
    VALIDATE_BY_REQUEST(scene -> {
        Handle token = scene.passed();
        return engine -> {
            boolean valid =
                    engine.validateChallenge(token, scene.intent(), "r1").isValid();
            return () -> valid
                    && scene.sound
                            .validateChallenge(token, scene.intent(), "r1")
                            .isValid()
                    && !scene.sound
                            .validateChallenge(token, scene.intent(), "r2")
                            .isValid();
        };
    }),
    RENAME(scene -> {
        Handle token = scene.managing();
        return engine -> {
            session(engine, token).rename(scene.held().id(), "Phone").done();
            return () -> scene.held().label().equals("Phone");
        };
    }),
    MAKE_DEFAULT(scene -> {
        Handle token = scene.managing();
        return engine -> {
            session(engine, token).makeDefault(scene.held().id()).done();
            return () -> scene.held().preferred();
        };
    }),
    REGENERATE(scene -> {
        Handle token = scene.managing();
        return engine -> {
            List<Secret> codes =
                    session(engine, token).regenerateRecoveryCodes().done().recoveryCodes();
            return () -> scene.session(scene.trackNext())
                    .verify(RECOVERY_CODE, codes.get(0).reveal())
                    .accepted()
                    .authenticator()
                    .type()
                    .equals(RECOVERY_CODE);
        };
    }),
    GET_USER(scene -> {
        scene.enrol();
        return engine -> {
            boolean enrolled = engine.getUser(scene.userId).isEnrolled();
            return () -> enrolled;
        };
    }),
    UPDATE_USER(scene -> engine -> {
        String name = engine.updateUser(scene.userId, UserUpdate.nothing().displayName("Ada"))
                .displayName();
        return () -> "Ada".equals(name)
                && "Ada".equals(scene.sound.getUser(scene.userId).displayName());
    }),
    DELETE_USER(scene -> {
        scene.enrol();
        return engine -> {
            boolean deleted = engine.deleteUser(scene.userId);
            return () -> deleted && !scene.sound.getUser(scene.userId).isEnrolled();
        };
    }),
    GET_ACTION(scene -> {
        Handle token = scene.passed();
        return engine -> {
            Action action = engine.getAction(token).orElseThrow();
            return () -> action.state() == ActionState.CHALLENGE_SUCCEEDED && scene.state() == action.state();
        };
    }),
    UPDATE_ACTION(scene -> {
        scene.trackEnrolled();
        return engine -> {
            Action action = engine.updateAction(scene.intent().id(), Action.Ruling.BLOCK)
                    .orElseThrow();
            return () -> action.state() == ActionState.BLOCK && scene.state() == ActionState.BLOCK;
        };
    }),
    GET_AUTHENTICATORS(scene -> {
        scene.enrol();
        return engine -> {
            int count = engine.getAuthenticators(scene.userId).size();
            return () -> count == 1;
        };
    }),
    ENROL_WHAT_IS_VERIFIED(scene -> engine -> {
        boolean enrolled = engine.enrollVerifiedAuthenticator(scene.userId, AUTHENTICATOR_APP, Scene.OTPAUTH)
                .accepted()
                .enrolled();
        return () -> enrolled
                && scene.sound.getAuthenticators(scene.userId).get(0).type().equals(AUTHENTICATOR_APP);
    }),
    SET_DEFAULT(scene -> {
        scene.enrol();
        return engine -> {
            boolean set =
                    engine.setDefaultAuthenticator(scene.userId, scene.held().id());
            return () -> set && scene.held().preferred();
        };
    }),
    DELETE_AUTHENTICATOR(scene -> {
        scene.enrol();
        return engine -> {
            boolean deleted =
                    engine.deleteAuthenticator(scene.userId, scene.held().id());
            return () -> deleted && scene.sound.getAuthenticators(scene.userId).isEmpty();
        };
    }),
    UNLOCK(scene -> {
        Handle token = scene.trackEnrolled();
        String wrong = scene.phone().wrongCode();
        scene.session(token).verify(AUTHENTICATOR_APP, wrong).refused();
        return engine -> {
            boolean unlocked = engine.operator("jane").unlock(scene.userId, AUTHENTICATOR_APP);
            return () -> unlocked && !scene.sound.operator("jane").unlock(scene.userId, AUTHENTICATOR_APP);
        };
    }),
    READ_SETTINGS(scene -> engine -> {
        int actions = engine.operator("jane").settings().actions().size();
        return () ->
                actions == scene.sound.operator("jane").settings().actions().size();
    }),
    UPDATE_SETTINGS(scene -> engine -> {
        String code = "s" + scene.userId.substring(4);
        boolean known = engine.operator("jane")
                .updateSettings(settings -> settings.action(code, standard -> standard.requireDetails("amount")))
                .actions()
                .containsKey(code);
        return () -> known
                && scene.sound
                        .operator("jane")
                        .settings()
                        .action(code)
                        .requiredDetails()
                        .contains("amount");
    }),
    QUERY_USERS(scene -> engine -> {
        int count = engine.queryUsers(UserQuery.all().limit(1)).size();
        return () -> count <= 1;
    }),
    QUERY_ACTIONS(scene -> {
        scene.track();
        return engine -> {
            int count = engine.queryActions(ActionQuery.user(scene.userId)).size();
            return () -> count <= 1;
        };
    }),
    COUNT_ACTIONS(scene -> {
        scene.track();
        return engine -> {
            Map<ActionState, Long> counts = engine.operator("jane")
                    .countActions(
                            ActionQuery.user(scene.userId),
                            scene.world.clock.instant().plusMillis(1),
                            9);
            return () -> counts.equals(Map.of(ActionState.ALLOW, 1L));
        };
    }),
    EVENTS(scene -> engine -> {
        int count = engine.operator("jane").events(null, 1).size();
        return () -> count <= 1;
    }),
    TRAIL(scene -> {
        scene.enrol();
        return engine -> {
            boolean whole = engine.operator("jane").trail(scene.userId).isWhole();
            return () -> whole;
        };
    }),
    PURGE(scene -> engine -> {
        int purged = engine.operator("jane").purge(1);
        return () -> purged <= 1;
    });

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold no state
    private final Function<Scene, Ask> arrange;

    Verbs(Function<Scene, Ask> arrange) {
        this.arrange = arrange;
    }

    /** Asks an engine; what is given back tells whether the answer was the right one, and is true in the store. */
    interface Ask {
        BooleanSupplier of(MfaEngine engine);
    }

    /** Makes all ready for one question about a user who is new. */
    Ask ready(EngineWorld world, String userId) {
        return arrange.apply(new Scene(world, userId));
    }

    private static ActionSession session(MfaEngine engine, Handle token) {
        return engine.session(token).orElseThrow();
    }

    /** Engines that issue no recovery codes of their own accord are quick. */
    static MfaEngineBuilder plain(EngineWorld world, MfaStore store) {
        return plain(world, store, world.keys);
    }

    static MfaEngineBuilder plain(EngineWorld world, MfaStore store, KeyRing keys) {
        return MfaEngine.builder(store, keys).clock(world.clock).method(AuthenticatorApp.of("Acme"));
    }

    /** After it, a code that was used is no longer current. */
    static final Duration STEP = Duration.ofSeconds(60);
}
