package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.Validation;
import io.mfaengine.Verification;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.testkit.PhoneApp;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What many threads do at once to the same few users, and what each of them was told. The clock stands still. */
final class ParallelWalk {
    private static final int VERBS_EACH = 6;
    private static final int ACTIONS_EACH = 12;

    final EngineWorld world;
    final List<EngineWorld.Enrolled> users;

    /** Holds nothing yet: all of them try to enrol for her. */
    final String newcomer;

    private final List<List<Handle>> tokens = new ArrayList<>();
    private final List<Handle> newcomersTokens;

    /** One answer: about whom, which verb, what was given, and what came back. */
    record Told(ActionId id, String verb, String given, String answer) {
        String userId() {
            return id.userId();
        }

        String action() {
            return id.toString();
        }
    }

    ParallelWalk(EngineWorld world, int round) {
        this.world = world;
        this.users = List.of(world.enrolled("ada-" + round), world.enrolled("bob-" + round));
        this.newcomer = "cyd-" + round;
        for (EngineWorld.Enrolled user : users) {
            tokens.add(IntStream.range(0, ACTIONS_EACH)
                    .mapToObj(i -> token(user.userId(), i))
                    .toList());
        }
        this.newcomersTokens = IntStream.range(0, ACTIONS_EACH)
                .mapToObj(i -> token(newcomer, i))
                .toList();
        world.events.clear();
    }

    static Intent intent(String userId, int action) {
        return EngineWorld.signIn(userId).idempotencyKey("key " + action);
    }

    private Handle token(String userId, int action) {
        TrackRequest request = TrackRequest.of(intent(userId, action));
        return world.mfa.track(action % 2 == 0 ? request.manage() : request).token();
    }

    /** What one thread does, by its own chance: each fourth walks, the others look on. */
    List<Told> run(int runner, SplittableRandom random) {
        if (runner % 4 > 0) {
            looksOn(random);
            return List.of();
        }
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < VERBS_EACH; i++) {
            MfaEngine mfa = random.nextBoolean() ? world.mfa : world.other;
            int which = random.nextInt(users.size());
            int action = random.nextInt(ACTIONS_EACH);
            told.add(
                    random.nextInt(8) == 0
                            ? enrols(mfa, action)
                            : verb(mfa, users.get(which), tokens.get(which).get(action), action, random));
        }
        return told;
    }

    private void looksOn(SplittableRandom random) {
        int which = random.nextInt(users.size());
        ActionSession session = world.other
                .session(tokens.get(which).get(random.nextInt(ACTIONS_EACH)))
                .orElseThrow();
        if (!session.status().intent().userId().equals(users.get(which).userId())) {
            throw new IllegalStateException("this is somebody else's action");
        }
    }

    private Told verb(MfaEngine mfa, EngineWorld.Enrolled user, Handle token, int action, SplittableRandom random) {
        ActionSession session = mfa.session(token).orElseThrow();
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 ->
                verifies(session, user, AUTHENTICATOR_APP, user.phone().code(random.nextInt(3) - 1));
            case 4 -> verifies(session, user, AUTHENTICATOR_APP, user.phone().wrongCode());
            case 5, 6, 7 -> {
                int code = random.nextInt(user.recoveryCodes().size());
                yield verifies(
                        session,
                        user,
                        RECOVERY_CODE,
                        user.recoveryCodes().get(code).reveal());
            }
            case 8, 9 -> {
                String request = "request " + random.nextInt(4);
                Validation validation = mfa.validateChallenge(token, intent(user.userId(), action), request);
                yield told(
                        session,
                        "validate",
                        request,
                        validation.reason().map(Enum::name).orElse("VALID"));
            }
            case 10 -> {
                String ruled = mfa.updateAction(session.id(), Action.Ruling.FAIL_CHALLENGE)
                        .map(after -> after.state().name())
                        .orElse("no");
                yield told(session, "rule", "FAIL_CHALLENGE", ruled);
            }
            default -> told(session, "track", "", token(user.userId(), action).equals(token) ? "same" : "again");
        };
    }

    /** Where the action of an answer is now. */
    ActionState state(Told told) {
        return world.other.getAction(told.id()).orElseThrow().state();
    }

    private static Told verifies(
            ActionSession session, EngineWorld.Enrolled user, AuthenticatorType type, String code) {
        String given = user.userId() + " " + type + " " + code;
        return told(session, "verify " + type, given, answer(session.verify(type, code)));
    }

    /** Begins an enrolment and confirms it; another may have begun another in the same action meanwhile. */
    private Told enrols(MfaEngine mfa, int action) {
        ActionSession session = mfa.session(newcomersTokens.get(action)).orElseThrow();
        Challenge begun = session.enroll(AUTHENTICATOR_APP);
        if (!(begun instanceof Challenge.Open)) {
            return told(session, "enroll", "", begun.refused().reason().name());
        }
        PhoneApp phone = PhoneApp.scan(begun, world.clock);
        return told(session, "enroll", "", answer(session.verify(AUTHENTICATOR_APP, phone.code())));
    }

    private static Told told(ActionSession session, String verb, String given, String answer) {
        return new Told(session.id(), verb, given, answer);
    }

    private static String answer(Verification verification) {
        return verification instanceof Verification.Accepted
                ? "ACCEPTED"
                : verification.refused().reason().name();
    }
}
