package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.ModelUser.ModelAuthenticator;
import io.mfaengine.testkit.engine.ModelUser.ModelGuesses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is to do, written a second time from the design, for one thread and without a store: the application's
 * and the operator's side. {@link ModelSession} is the person's. Answers are texts, as {@link Told} makes them of the
 * engine's.
 */
final class Model {
    static final int MOST_HELD = 4;
    static final long MINUTE = 60_000;
    static final long TOKEN_LIFE = 10 * MINUTE;
    static final long RETENTION = 30 * 24 * 60 * MINUTE;
    static final List<AuthenticatorType> TYPES = List.of(AUTHENTICATOR_APP, RECOVERY_CODE);

    private static final long VALIDATION_LIFE = 2 * MINUTE;

    final MovableClock clock;
    final Map<String, ModelUser> users = new HashMap<>();
    private final Map<AuthenticatorType, TypeSettings> types = new HashMap<>();
    private final Map<String, ActionSettings> actions = new HashMap<>();

    /** Counts the steps of the walk: what came before what, without a clock. */
    int step;

    Model(MovableClock clock) {
        this.clock = clock;
    }

    /** A token that was given out. */
    record Token(ModelAction action, long expiresAt) {}

    /** An answer, and the action if there is one. */
    record Tracked(String answer, @Nullable ModelAction action) {}

    long now() {
        return clock.instant().toEpochMilli();
    }

    TypeSettings type(AuthenticatorType type) {
        return types.getOrDefault(type, TypeSettings.STANDARD);
    }

    ActionSettings action(String code) {
        return actions.getOrDefault(code, ActionSettings.STANDARD);
    }

    void set(AuthenticatorType type, TypeSettings next) {
        types.put(type, next);
    }

    void set(String code, ActionSettings next) {
        actions.put(code, next);
    }

    boolean isPermitted(String code, AuthenticatorType type) {
        Set<AuthenticatorType> listed = action(code).permitted();
        return type(type).on() && (listed.isEmpty() || listed.contains(type));
    }

    Tracked track(
            String userId,
            String code,
            @Nullable String key,
            Map<String, String> details,
            boolean manage,
            Set<TrackRequest.Scope> scopes) {
        ModelUser known = users.get(userId);
        ModelAction before = known == null || key == null ? null : known.actions.get(code + "/" + key);
        if (before != null) {
            return before.details.equals(details)
                    ? new Tracked(decision(before), before)
                    : new Tracked("IdempotencyConflict", null);
        }
        ActionSettings settings = action(code);
        if (!details.keySet().containsAll(settings.requiredDetails())) {
            return new Tracked("IllegalArgumentException", null);
        }
        ModelUser user = users.computeIfAbsent(userId, u -> new ModelUser());
        boolean challenges = settings.outcome() == Outcome.CHALLENGE || (manage && settings.outcome() == Outcome.ALLOW);
        boolean enrols = !user.isBound()
                && (manage || (challenges && settings.whenNotEnrolled() == ActionSettings.WhenNotEnrolled.ENROLL));
        ModelAction action = new ModelAction(
                userId,
                code,
                key,
                details,
                manage,
                scopes,
                challenges ? challenged(user, settings) : unasked(settings.outcome()),
                enrols,
                step,
                now());
        user.actions.put(action.place, action);
        return new Tracked(decision(action), action);
    }

    private static ActionState challenged(ModelUser user, ActionSettings settings) {
        if (user.isBound()) {
            return ActionState.CHALLENGE_REQUIRED;
        }
        return settings.whenNotEnrolled() == ActionSettings.WhenNotEnrolled.BLOCK
                ? ActionState.BLOCK
                : ActionState.ALLOW;
    }

    private static ActionState unasked(Outcome outcome) {
        return switch (outcome) {
            case ALLOW -> ActionState.ALLOW;
            case REVIEW -> ActionState.REVIEW_REQUIRED;
            default -> ActionState.BLOCK;
        };
    }

    private String decision(ModelAction action) {
        String next = switch (action.state) {
            case ALLOW -> !action.enrolFirst ? "PROCEED" : user(action).isBound() ? "CHALLENGE" : "ENROLL";
            case REVIEW_SUCCEEDED -> "PROCEED";
            case CHALLENGE_REQUIRED -> "CHALLENGE";
            case CHALLENGE_SUCCEEDED -> "VALIDATE";
            case REVIEW_REQUIRED -> "AWAIT_REVIEW";
            case BLOCK, CHALLENGE_FAILED, REVIEW_FAILED -> "DENY";
        };
        return next + " " + action.state + " cleared=" + next.equals("PROCEED") + " permits="
                + TYPES.stream().filter(type -> isPermitted(action.code, type)).toList();
    }

    private ModelUser user(ModelAction action) {
        return users.getOrDefault(action.userId, new ModelUser());
    }

    /** The user of an action that is still there; null if either is gone. */
    @Nullable
    ModelUser owner(ModelAction action) {
        ModelUser user = users.get(action.userId);
        return user != null && user.actions.get(action.place) == action ? user : null;
    }

    String validate(
            Token token,
            String userId,
            String code,
            @Nullable String key,
            Map<String, String> details,
            @Nullable String request) {
        ModelAction action = token.action();
        if (!action.userId.equals(userId) || !action.code.equals(code)) {
            return "OTHER_INTENT";
        }
        ModelUser user = owner(action);
        if (user == null) {
            return "UNKNOWN_TOKEN";
        }
        if (!(key == null ? !action.keyed : key.equals(action.key)) || !action.details.equals(details)) {
            return "OTHER_INTENT";
        }
        ModelAction.Pass pass = action.pass;
        if (action.state != ActionState.CHALLENGE_SUCCEEDED || pass == null || !isUsable(user, pass.by())) {
            return "NOT_PASSED";
        }
        if (now() >= pass.at() + VALIDATION_LIFE || now() >= token.expiresAt() + VALIDATION_LIFE) {
            return "EXPIRED";
        }
        if (!action(code).validatesOnce()) {
            return "VALID";
        }
        if (action.validatedBy == null) {
            action.validatedBy = request == null ? "" : request;
            return "VALID";
        }
        return action.validatedBy.equals(request) ? "VALID" : "ALREADY_VALIDATED";
    }

    boolean isUsable(ModelUser user, ModelAuthenticator by) {
        return user.held.contains(by)
                && type(by.type).on()
                && !user.guesses(by.type).isDisabled()
                && user.guesses(by.type).lockedUntil(now()) == null;
    }

    String rule(ModelAction action, Action.Ruling ruling) {
        ActionState next = owner(action) == null ? null : ModelAction.ruled(action.state, ruling);
        if (next == null) {
            return "no";
        }
        action.become(next, now());
        return next.name();
    }

    String adopt(String userId, PhoneApp phone, boolean override) {
        ModelUser user = users.getOrDefault(userId, new ModelUser());
        if (!type(AUTHENTICATOR_APP).on() || user.held.size() >= MOST_HELD) {
            return "NOT_PERMITTED left=0 retry=null";
        }
        if (user.isBound() && !override) {
            return "CHALLENGE_FIRST left=0 retry=null";
        }
        if (user.of(AUTHENTICATOR_APP).stream().anyMatch(held -> held.hasSeedOf(phone))) {
            return "TAKEN left=0 retry=null";
        }
        users.put(userId, user);
        return bind(user, ModelAuthenticator.app(null, step, phone));
    }

    /** Binds; the engine issues recovery codes if there are none, and then {@link #learn} takes them over. */
    String bind(ModelUser user, ModelAuthenticator bound) {
        bound.born = step;
        user.held.add(bound);
        boolean issues = issues(user);
        return "ACCEPTED " + bound.type + " enrolled=true codes=" + (issues ? ModelSession.CODES : 0);
    }

    boolean issues(ModelUser user) {
        return type(RECOVERY_CODE).on() && user.of(RECOVERY_CODE).isEmpty();
    }

    /** Takes over what only the engine can make: codes that it has shown. */
    void learn(String userId, List<String> codes) {
        ModelUser user = users.get(userId);
        if (user != null && !codes.isEmpty()) {
            user.held.add(ModelAuthenticator.recovery(step, codes));
        }
    }

    String setDefault(String userId, AuthenticatorId id) {
        ModelUser user = users.get(userId);
        ModelAuthenticator mine = user == null ? null : user.find(id);
        if (user == null || mine == null) {
            return "false";
        }
        user.preferred = mine;
        return "true";
    }

    String delete(String userId, AuthenticatorId id) {
        ModelUser user = users.get(userId);
        ModelAuthenticator mine = user == null ? null : user.find(id);
        if (user == null || mine == null) {
            return "false";
        }
        user.remove(mine);
        return "true";
    }

    String unlock(String userId, AuthenticatorType type) {
        ModelUser user = users.get(userId);
        ModelGuesses forgiven = user == null ? null : user.guesses.remove(type);
        return Boolean.toString(forgiven != null && forgiven.isAnythingKept());
    }

    boolean isAnythingToPurge() {
        return users.values().stream()
                .anyMatch(user -> user.actions.values().stream().anyMatch(this::isOld));
    }

    void purge() {
        users.values().forEach(user -> user.actions.values().removeIf(this::isOld));
    }

    private boolean isOld(ModelAction action) {
        return action.state != ActionState.REVIEW_REQUIRED && action.changedAt + RETENTION <= now();
    }

    /** All that is to be seen of a user. */
    String look(String userId) {
        ModelUser user = users.get(userId);
        if (user == null) {
            return "unknown";
        }
        List<AuthenticatorType> usable = TYPES.stream()
                .filter(type -> type(type).on()
                        && !user.guesses(type).isDisabled()
                        && !user.of(type).isEmpty())
                .toList();
        StringBuilder text = new StringBuilder("enrolled=" + usable.contains(AUTHENTICATOR_APP) + usable);
        text.append(" prefers=").append(prefers(user, usable)).append(" name=").append(user.username);
        for (ModelAuthenticator mine : user.held) {
            text.append(' ').append(mine.type).append(':').append(mine.label);
            text.append(user.guesses(mine.type).isDisabled() ? ":DISABLED" : ":ACTIVE");
            text.append(mine == user.preferred ? ":preferred" : "");
        }
        return text.toString();
    }

    static @Nullable AuthenticatorType prefers(ModelUser user, List<AuthenticatorType> usable) {
        if (user.preferred != null && usable.contains(user.preferred.type)) {
            return user.preferred.type;
        }
        return usable.contains(AUTHENTICATOR_APP) ? AUTHENTICATOR_APP : null;
    }
}
