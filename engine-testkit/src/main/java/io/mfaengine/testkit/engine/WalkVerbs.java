package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.Change;
import io.mfaengine.Decision;
import io.mfaengine.IdempotencyConflict;
import io.mfaengine.Limits;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.UserUpdate;
import io.mfaengine.Validation;
import io.mfaengine.Verification;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Response;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.ModelUser.ModelGuesses;
import io.mfaengine.testkit.engine.WalkCodes.SeededRandom;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Each verb once to an engine and once to the model. What is chosen depends on the seed only. */
final class WalkVerbs {
    static final List<String> USERS = List.of("ada", "bob", "cyd", "dee");

    private static final List<String> CODES = List.of("sign-in", "transfer", "settings");
    private static final List<String> SEEDS = List.of(
            "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU");
    private static final int TICKETS = 12;

    final Model model;
    private final EngineWorld world;
    private final List<MfaEngine> engines;
    private final WalkCodes codes;
    private final SplittableRandom random;
    private final WalkOperator operators;
    private final List<Ticket> tickets = new ArrayList<>();

    /** Whom the step was about. */
    String user = USERS.get(0);

    /** Which action the step was about. */
    @Nullable
    ModelAction touched;

    private record Ticket(Model.Token token, Handle handle, ActionSession session, Intent intent) {}

    WalkVerbs(EngineWorld world, long seed) {
        this.world = world;
        this.model = new Model(world.clock);
        this.random = new SplittableRandom(seed);
        this.codes = new WalkCodes(random, model);
        this.operators = new WalkOperator(world, model, random, CODES);
        SeededRandom chance = new SeededRandom(seed);
        this.engines = List.of(engine(world.store, chance), engine(world.otherStore, chance));
    }

    private MfaEngine engine(MfaStore store, SeededRandom chance) {
        return MfaEngine.builder(store, world.keys)
                .clock(world.clock)
                .random(chance)
                .limits(Limits.standard()
                        .authenticatorsPerUser(Model.MOST_HELD)
                        .disableAfter(ModelGuesses.DISABLED_AFTER))
                .method(AuthenticatorApp.of("Acme"))
                .method(RecoveryCodes.of().rounds(1_000).codes(ModelSession.CODES))
                .build();
    }

    MfaEngine engine() {
        return engines.get(random.nextInt(engines.size()));
    }

    static ActionId id(ModelAction action) {
        return Intent.user(action.userId)
                .action(action.code)
                .idempotencyKey(action.key)
                .id();
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    Walk.Step any() {
        user = any(USERS);
        int dice = random.nextInt(1_000);
        if (dice < 140) {
            return track();
        }
        if (dice < 210) {
            return clock();
        }
        if (dice < 225) {
            return host();
        }
        if (dice < 245) {
            return rule();
        }
        if (dice < 260) {
            return operators.step(engine().operator("jane"), user);
        }
        return tickets.isEmpty() ? track() : withTicket(someTicket(), dice);
    }

    /** Mostly a fresh one. */
    private Ticket someTicket() {
        Ticket ticket = tickets.get(random.nextInt(1 + random.nextInt(tickets.size())));
        boolean over = model.now() >= ticket.token().expiresAt();
        return over && chance(70) ? tickets.get(0) : ticket;
    }

    private Walk.Step track() {
        String code = any(CODES);
        String key = chance(40) ? null : "key " + random.nextInt(6);
        Map<String, String> details = chance(60) ? Map.of() : Map.of("amount", chance(80) ? "100" : "200");
        boolean manage = chance(35);
        Set<TrackRequest.Scope> scopes = chance(75) ? Set.of() : Set.of(any(List.of(TrackRequest.Scope.values())));
        Intent intent = intent(user, code, key, details);
        TrackRequest request = TrackRequest.of(intent).scopes(scopes.toArray(TrackRequest.Scope[]::new));
        MfaEngine mfa = engine();
        Model.Tracked expected = model.track(user, code, key, details, manage, scopes);
        ModelAction action = expected.action();
        touched = action;
        String told;
        try {
            Decision decision = mfa.track(manage ? request.manage() : request);
            told = Told.of(decision);
            if (action != null) {
                action.key = decision.action().id().idempotencyKey();
                Ticket ticket = new Ticket(
                        new Model.Token(action, model.now() + Model.TOKEN_LIFE),
                        decision.token(),
                        mfa.session(decision.token()).orElseThrow(),
                        intent);
                tickets.add(0, ticket);
                if (tickets.size() > TICKETS) {
                    tickets.remove(TICKETS);
                }
            }
        } catch (IdempotencyConflict e) {
            told = "IdempotencyConflict";
        } catch (IllegalArgumentException e) {
            told = "IllegalArgumentException";
        }
        return new Walk.Step("track (" + intent + " manage=" + manage + " " + scopes + ")", told, expected.answer());
    }

    private static Intent intent(String userId, String code, @Nullable String key, Map<String, String> details) {
        Intent intent = Intent.user(userId).action(code);
        intent = key == null ? intent : intent.idempotencyKey(key);
        for (Map.Entry<String, String> detail : details.entrySet()) {
            intent = intent.detail(detail.getKey(), detail.getValue());
        }
        return intent;
    }

    private Walk.Step clock() {
        int dice = random.nextInt(200);
        Duration by = dice < 140
                ? Duration.ofSeconds(1 + random.nextInt(45))
                : dice < 155
                        ? Duration.ofMillis(-1 - random.nextInt(60_000))
                        : dice < 184
                                ? Duration.ofMinutes(1 + random.nextInt(5))
                                : dice < 198
                                        ? Duration.ofHours(1 + random.nextInt(3))
                                        : Duration.ofHours(20 + random.nextInt(48));
        world.clock.move(by);
        if (model.isAnythingToPurge()) {
            // from now on a store may drop it at any time
            operators.purge(engine().operator("jane"));
        }
        return new Walk.Step("clock (" + by + ")", "", "");
    }

    private Walk.Step host() {
        AuthenticatorId id = someAuthenticator(user);
        return switch (random.nextInt(15)) {
            case 0, 14 -> {
                String told = Boolean.toString(engine().deleteUser(user));
                yield new Walk.Step("deleteUser " + user, told, Boolean.toString(model.users.remove(user) != null));
            }
            case 1, 2, 3 ->
                new Walk.Step(
                        "deleteAuthenticator " + user,
                        Boolean.toString(
                                chance(50)
                                        ? engine().deleteAuthenticator(user, id)
                                        : engine().operator("jane").deleteAuthenticator(user, id)),
                        model.delete(user, id));
            case 4, 5, 6 ->
                new Walk.Step(
                        "setDefault " + user,
                        Boolean.toString(engine().setDefaultAuthenticator(user, id)),
                        model.setDefault(user, id));
            case 7, 8, 9 -> {
                String name = "name " + random.nextInt(100);
                String told = String.valueOf(
                        engine().updateUser(user, UserUpdate.nothing().username(name))
                                .username());
                model.users.computeIfAbsent(user, u -> new ModelUser()).username = name;
                yield new Walk.Step("updateUser " + user, told, name);
            }
            default -> adopt();
        };
    }

    private Walk.Step adopt() {
        URI uri = URI.create("otpauth://totp/x?secret=" + any(SEEDS));
        boolean override = chance(50);
        Secret proved = Secret.of(uri.toString());
        Verification answer = override
                ? engine().enrollVerifiedAuthenticator(
                                user, AUTHENTICATOR_APP, proved, TrackRequest.Scope.ADD_AUTHENTICATORS)
                : engine().enrollVerifiedAuthenticator(user, AUTHENTICATOR_APP, proved);
        String expected = model.adopt(user, PhoneApp.scan(uri, world.clock), override);
        learn(user, answer);
        return new Walk.Step("adopt (" + user + " override=" + override + ")", Told.of(answer), expected);
    }

    private Walk.Step rule() {
        if (tickets.isEmpty()) {
            return track();
        }
        ModelAction action = someTicket().token().action();
        user = action.userId;
        touched = action;
        Action.Ruling ruling = any(List.of(Action.Ruling.values()));
        MfaEngine mfa = engine();
        String told = (chance(50)
                        ? mfa.updateAction(id(action), ruling)
                        : mfa.operator("jane").updateAction(id(action), ruling))
                .map(after -> after.state().name())
                .orElse("no");
        ModelUser owner = model.users.get(action.userId);
        ModelAction now = owner == null ? null : owner.actions.get(action.place);
        String expected = now == null ? "no" : model.rule(now, ruling);
        return new Walk.Step("updateAction (" + ruling + " " + action.code + "/" + action.key + ")", told, expected);
    }

    private Walk.Step withTicket(Ticket ticket, int dice) {
        ModelAction action = ticket.token().action();
        user = action.userId;
        touched = action;
        ModelSession expected = new ModelSession(model, ticket.token());
        ActionSession session = chance(50)
                ? ticket.session()
                : engine().session(ticket.handle()).orElse(ticket.session());
        AuthenticatorId id = someAuthenticator(user);
        String about = action.code + "/" + action.key + " of " + user + ")";
        if (dice < 350) {
            return validate(ticket, about);
        }
        if (dice < 420) {
            return enroll(session, expected, about);
        }
        if (dice < 460) {
            AuthenticatorType type = any(Model.TYPES);
            return new Walk.Step(
                    "challenge (" + type + " " + about,
                    Told.of(session.challenge(type)),
                    expected.challenge(type, null));
        }
        if (dice < 490) {
            return new Walk.Step(
                    "challenge (" + id + " " + about, Told.of(session.challenge(id)), expected.challenge(id));
        }
        if (dice < 510) {
            AuthenticatorType type = any(Model.TYPES);
            return new Walk.Step(
                    "poll (" + type + " " + about,
                    Told.of(session.verify(type, new Response.Poll())),
                    expected.poll(type));
        }
        if (dice < 540) {
            return new Walk.Step("status (" + about, Told.of(session.status()), expected.status());
        }
        if (dice < 620) {
            return manage(session, expected, id, about);
        }
        AuthenticatorType type = chance(93) ? AUTHENTICATOR_APP : RECOVERY_CODE;
        String typed = codes.some(user, type, action);
        Verification answer = session.verify(type, typed);
        String should = expected.verify(type, typed);
        learn(user, answer);
        return new Walk.Step("verify (" + type + " '" + typed + "' " + about, Told.of(answer), should);
    }

    private Walk.Step validate(Ticket ticket, String about) {
        ModelAction action = ticket.token().action();
        String userId = chance(94) ? action.userId : any(USERS);
        String code = chance(94) ? action.code : any(CODES);
        String said = ticket.intent().idempotencyKey().orElse(null);
        String key = chance(90) ? said : any(List.of(action.key, "key 1"));
        Map<String, String> details = chance(92) ? ticket.intent().details() : Map.of("amount", "300");
        String request = chance(40) ? null : "request " + random.nextInt(3);
        Intent intent = intent(userId, code, key, details);
        Validation answer = request == null
                ? engine().validateChallenge(ticket.handle(), intent)
                : engine().validateChallenge(ticket.handle(), intent, request);
        return new Walk.Step(
                "validate (" + intent + " " + request + " " + about,
                Told.of(answer),
                model.validate(ticket.token(), userId, code, key, details, request));
    }

    private Walk.Step enroll(ActionSession session, ModelSession expected, String about) {
        AuthenticatorType type = chance(92) ? AUTHENTICATOR_APP : RECOVERY_CODE;
        String refusal = expected.refusesToEnroll(type);
        Challenge answer = session.enroll(type);
        String should = refusal != null || !(answer instanceof Challenge.Open open)
                ? String.valueOf(refusal)
                : expected.enrolls(open.authenticator(), PhoneApp.scan(open, world.clock));
        return new Walk.Step("enroll (" + type + " " + about, Told.of(answer), should);
    }

    private Walk.Step manage(ActionSession session, ModelSession expected, AuthenticatorId id, String about) {
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                new Walk.Step(
                        "makeDefault (" + id + " " + about, Told.of(session.makeDefault(id)), expected.makeDefault(id));
            case 2, 3 -> {
                String name = "phone " + random.nextInt(100);
                yield new Walk.Step(
                        "rename (" + id + " " + about, Told.of(session.rename(id, name)), expected.rename(id, name));
            }
            case 4 -> new Walk.Step("remove (" + id + " " + about, Told.of(session.remove(id)), expected.remove(id));
            default -> {
                Change answer = session.regenerateRecoveryCodes();
                String should = expected.regenerate();
                if (answer instanceof Change.Done done) {
                    model.learn(user, Told.codes(done.recoveryCodes()));
                }
                yield new Walk.Step("regenerate (" + about, Told.of(answer), should);
            }
        };
    }

    private void learn(String userId, Verification answer) {
        if (answer instanceof Verification.Accepted accepted) {
            model.learn(userId, Told.codes(accepted.recoveryCodes()));
        }
    }

    /** Mostly the user's own. */
    private AuthenticatorId someAuthenticator(String userId) {
        ModelUser whose = model.users.get(chance(90) ? userId : any(USERS));
        List<AuthenticatorId> ids =
                new ArrayList<>(List.of(new AuthenticatorId(chance(50) ? "00000000000000ff" : "nobody-has-this")));
        if (whose != null && !chance(5)) {
            ids.clear();
            whose.held.forEach(mine -> ids.add(java.util.Objects.requireNonNull(mine.id)));
            whose.actions.values().stream()
                    .filter(a -> tickets.stream().anyMatch(t -> t.token().action() == a))
                    .flatMap(a -> a.questions.values().stream())
                    .filter(q -> q.pending != null && q.pending.id != null)
                    .forEach(q -> ids.add(java.util.Objects.requireNonNull(q.pending).id));
        }
        return ids.isEmpty() ? new AuthenticatorId("0000000000000001") : any(ids);
    }
}
