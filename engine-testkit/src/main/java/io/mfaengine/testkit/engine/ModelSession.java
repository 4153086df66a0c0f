package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;

import io.mfaengine.TrackRequest.Scope;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.engine.ModelUser.ModelAuthenticator;
import io.mfaengine.testkit.engine.ModelUser.ModelGuesses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The person's side of the {@link Model}, for the holder of one token. */
final class ModelSession {
    static final int CODES = 8;

    private static final long MANAGE_LIFE = 10 * Model.MINUTE;
    private static final long QUESTION_LIFE = 10 * Model.MINUTE;

    private final Model model;
    private final Model.Token token;
    private final ModelAction action;

    ModelSession(Model model, Model.Token token) {
        this.model = model;
        this.token = token;
        this.action = token.action();
    }

    /** Null if the token opens nothing any more. */
    private @Nullable ModelUser user() {
        return model.now() < token.expiresAt() ? model.owner(action) : null;
    }

    /** Why a type can't be used in this action at all; null if it can. */
    private @Nullable String closed(ModelUser user, AuthenticatorType type) {
        if (!model.isPermitted(action.code, type)) {
            return no(Refusal.NOT_PERMITTED);
        }
        if (user.guesses(type).isDisabled()) {
            return no(Refusal.DISABLED);
        }
        Long until = user.guesses(type).lockedUntil(model.now());
        return until == null ? null : no(Refusal.LOCKED, 0, until);
    }

    /** After a fresh challenge, passed in this action, tracked for managing, by what was there before it. */
    private @Nullable Long managesUntil(ModelUser user) {
        ModelAction.Pass pass = action.pass;
        boolean may = action.managing
                && action.state == ActionState.CHALLENGE_SUCCEEDED
                && pass != null
                && !pass.enrolled()
                && pass.by().born < action.born
                && model.isUsable(user, pass.by())
                && model.now() <= pass.at() + MANAGE_LIFE;
        return may && pass != null ? pass.at() + MANAGE_LIFE : null;
    }

    private boolean may(ModelUser user, Scope scope) {
        return (action.isOpenToScopes() && action.scopes.contains(scope)) || managesUntil(user) != null;
    }

    private boolean mayAdd(ModelUser user) {
        return (!user.isBound() && action.state == ActionState.ALLOW) || may(user, Scope.ADD_AUTHENTICATORS);
    }

    /** Null: then {@link #enrolls} is told what the engine has shown. */
    @Nullable
    String refusesToEnroll(AuthenticatorType type) {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        String closed = closed(user, type);
        if (closed != null) {
            return closed;
        }
        if (!model.type(type).selfService() || user.held.size() >= Model.MOST_HELD) {
            return no(Refusal.NOT_PERMITTED);
        }
        if (!mayAdd(user)) {
            return no(Refusal.CHALLENGE_FIRST);
        }
        return type.equals(RECOVERY_CODE) ? no(Refusal.NOT_PERMITTED) : null;
    }

    String enrolls(AuthenticatorId id, PhoneApp phone) {
        ModelAuthenticator pending = ModelAuthenticator.app(id, model.step, phone);
        return open(pending.type, pending, id);
    }

    private String open(AuthenticatorType type, @Nullable ModelAuthenticator pending, @Nullable AuthenticatorId asked) {
        long expiresAt = Math.min(model.now() + QUESTION_LIFE, token.expiresAt());
        action.questions.put(type, new ModelAction.Question(pending, asked, model.now(), expiresAt));
        return "OPEN until " + Instant.ofEpochMilli(expiresAt);
    }

    String challenge(AuthenticatorType type, @Nullable AuthenticatorId chosen) {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        String closed = closed(user, type);
        if (closed != null) {
            return closed;
        }
        if (!action.isChallenged(user)) {
            return no(Refusal.NOT_OPEN);
        }
        List<ModelAuthenticator> held = asked(user, type, chosen);
        if (held.isEmpty()) {
            return no(Refusal.NOT_ENROLLED);
        }
        ModelAction.Question question = action.questions.get(type);
        if (question == null && chosen == null) {
            return "OPEN until " + Instant.ofEpochMilli(token.expiresAt());
        }
        AuthenticatorId asked = held.get(0).id;
        boolean open = question != null
                && question.pending == null
                && !question.isClosed()
                && model.now() < question.expiresAt
                && (Objects.equals(question.chosen, asked) || Objects.equals(question.chosen, chosen));
        return question != null && open
                ? "OPEN until " + Instant.ofEpochMilli(Math.min(question.expiresAt, token.expiresAt()))
                : open(type, null, asked);
    }

    String challenge(AuthenticatorId chosen) {
        ModelUser any = model.users.get(action.userId);
        ModelAuthenticator mine = any == null ? null : any.find(chosen);
        return mine == null ? no(Refusal.NOT_ENROLLED) : challenge(mine.type, chosen);
    }

    /** The chosen one first, or the preferred one. */
    private static List<ModelAuthenticator> asked(
            ModelUser user, AuthenticatorType type, @Nullable AuthenticatorId chosen) {
        ModelAuthenticator first = chosen == null ? user.preferred : user.find(chosen);
        List<ModelAuthenticator> held = new ArrayList<>(user.of(type));
        if (first != null && held.remove(first)) {
            held.add(0, first);
        }
        return held;
    }

    String poll(AuthenticatorType type) {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        ModelAction.Pass pass = action.pass;
        ModelAction.Question question = action.questions.get(type);
        boolean open = question != null && !question.isClosed() && model.now() < question.expiresAt;
        boolean enrols = open && question != null && question.pending != null;
        if (enrols
                || action.state != ActionState.CHALLENGE_SUCCEEDED
                || pass == null
                || !pass.by().type.equals(type)) {
            return no(open ? Refusal.NOT_YET : Refusal.NOT_OPEN);
        }
        return user.held.contains(pass.by())
                ? "ACCEPTED " + type + " enrolled=" + pass.enrolled() + " codes=0"
                : no(Refusal.NOT_ENROLLED);
    }

    String verify(AuthenticatorType type, String typed) {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        String closed = closed(user, type);
        if (closed != null) {
            return closed;
        }
        ModelAction.Question question = action.questions.get(type);
        if (question == null && action.pass != null && action.pass.by().type.equals(type)) {
            return no(Refusal.ALREADY_USED);
        }
        boolean challenged = action.isChallenged(user);
        if (question == null && challenged) {
            question = new ModelAction.Question(null, null, action.bornAt, action.bornAt + Model.RETENTION);
        }
        if (question == null || question.isClosed() || (question.pending == null && !challenged)) {
            return no(Refusal.NOT_OPEN);
        }
        if (model.now() >= question.expiresAt) {
            return no(Refusal.EXPIRED);
        }
        return question.pending != null
                ? confirm(user, question, question.pending, typed)
                : check(user, question, type, typed);
    }

    private String confirm(ModelUser user, ModelAction.Question question, ModelAuthenticator pending, String typed) {
        if (!mayAdd(user)) {
            return no(Refusal.CHALLENGE_FIRST);
        }
        if (!model.type(pending.type).selfService() || user.held.size() >= Model.MOST_HELD) {
            return no(Refusal.NOT_PERMITTED);
        }
        ModelAuthenticator.Verdict verdict = pending.type(typed, model.now());
        if (verdict.why() != null) {
            return rejected(user, question, pending.type, verdict);
        }
        action.questions.remove(pending.type);
        user.guesses(pending.type).succeeded();
        if (action.state == ActionState.ALLOW && !user.isBound()) {
            passed(pending, true);
        }
        return model.bind(user, pending);
    }

    private String check(ModelUser user, ModelAction.Question question, AuthenticatorType type, String typed) {
        if (user.of(type).isEmpty()) {
            return no(Refusal.NOT_ENROLLED);
        }
        if (question.chosen != null && user.find(question.chosen) == null) {
            return no(Refusal.NOT_OPEN);
        }
        ModelAuthenticator.Verdict best = new ModelAuthenticator.Verdict(Refusal.MALFORMED, null);
        for (ModelAuthenticator mine : asked(user, type, question.chosen)) {
            ModelAuthenticator.Verdict verdict = mine.type(typed, model.now());
            if (verdict.why() == null) {
                action.questions.remove(type);
                passed(mine, false);
                user.guesses(type).succeeded();
                return "ACCEPTED " + type + " enrolled=false codes=0";
            }
            boolean tellsMore = best.why() == Refusal.MALFORMED || verdict.why() == Refusal.ALREADY_USED;
            best = tellsMore && best.why() != Refusal.ALREADY_USED ? verdict : best;
        }
        return rejected(user, question, type, best);
    }

    private void passed(ModelAuthenticator by, boolean enrolled) {
        action.become(ActionState.CHALLENGE_SUCCEEDED, model.now());
        action.pass = new ModelAction.Pass(by, model.now(), enrolled);
    }

    /** Only a wrong response counts: for the question and for the type. */
    private String rejected(
            ModelUser user, ModelAction.Question question, AuthenticatorType type, ModelAuthenticator.Verdict verdict) {
        Refusal why = verdict.why() == null ? Refusal.WRONG_RESPONSE : verdict.why();
        if (why != Refusal.WRONG_RESPONSE) {
            return no(why, 0, verdict.retryAt());
        }
        question.failures++;
        action.questions.put(type, question);
        ModelGuesses guesses = user.guesses(type);
        guesses.failed(model.now());
        Long until = guesses.isDisabled() ? null : guesses.lockedUntil(model.now());
        return no(why, guesses.left(model.now(), question.failures), until);
    }

    String makeDefault(AuthenticatorId id) {
        return change(Scope.UPDATE_AUTHENTICATORS, id, (user, mine) -> {
            user.preferred = mine;
            return "DONE codes=0";
        });
    }

    String rename(AuthenticatorId id, String name) {
        return change(Scope.UPDATE_AUTHENTICATORS, id, (user, mine) -> {
            mine.label = name;
            return "DONE codes=0";
        });
    }

    String remove(AuthenticatorId id) {
        return change(Scope.REMOVE_AUTHENTICATORS, id, (user, mine) -> {
            if (user.isLast(mine)) {
                return no(Refusal.LAST_ONE);
            }
            user.remove(mine);
            return "DONE codes=0";
        });
    }

    private interface Change {
        String make(ModelUser user, ModelAuthenticator mine);
    }

    private String change(Scope scope, AuthenticatorId id, Change change) {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        if (!may(user, scope)) {
            return no(Refusal.CHALLENGE_FIRST);
        }
        ModelAuthenticator mine = user.find(id);
        if (mine == null) {
            return no(Refusal.NOT_ENROLLED);
        }
        return model.type(mine.type).selfService() ? change.make(user, mine) : no(Refusal.NOT_PERMITTED);
    }

    String regenerate() {
        ModelUser user = user();
        if (user == null) {
            return no(Refusal.EXPIRED);
        }
        if (!may(user, Scope.UPDATE_AUTHENTICATORS)) {
            return no(Refusal.CHALLENGE_FIRST);
        }
        if (!model.isPermitted(action.code, RECOVERY_CODE)
                || !model.type(RECOVERY_CODE).selfService()) {
            return no(Refusal.NOT_PERMITTED);
        }
        for (ModelAuthenticator old : user.of(RECOVERY_CODE)) {
            user.held.remove(old);
            user.preferred = user.preferred == old ? null : user.preferred;
        }
        return "DONE codes=" + CODES;
    }

    String status() {
        ModelUser user = model.owner(action);
        if (user == null) {
            return "BLOCK [] pending=0 manageUntil=null";
        }
        List<AuthenticatorType> usable = Model.TYPES.stream()
                .filter(type ->
                        model.isPermitted(action.code, type) && !user.of(type).isEmpty())
                .toList();
        AuthenticatorType demanded = model.action(action.code).preferred();
        AuthenticatorType preferred =
                demanded != null && usable.contains(demanded) ? demanded : Model.prefers(user, usable);
        List<String> choices = Model.TYPES.stream()
                .filter(type -> model.isPermitted(action.code, type))
                .sorted((a, b) -> Boolean.compare(b.equals(preferred), a.equals(preferred)))
                .map(type -> type + ":" + usable.contains(type) + ":" + type.equals(preferred) + ":"
                        + instant(user.guesses(type).lockedUntil(model.now())) + ":"
                        + user.guesses(type).isDisabled())
                .toList();
        long pending = action.questions.values().stream()
                .filter(q -> q.pending != null && !q.isClosed() && model.now() < q.expiresAt)
                .count();
        return action.state + " " + choices + " pending=" + pending + " manageUntil=" + instant(managesUntil(user));
    }

    private static String instant(@Nullable Long at) {
        return at == null ? "null" : Instant.ofEpochMilli(at).toString();
    }

    private static String no(Refusal why) {
        return no(why, 0, null);
    }

    private static String no(Refusal why, int left, @Nullable Long retryAt) {
        return why + " left=" + left + " retry=" + instant(retryAt);
    }
}
