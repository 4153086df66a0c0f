package io.mfaengine.testkit.engine;

import static io.mfaengine.model.ActionState.ALLOW;
import static io.mfaengine.model.ActionState.BLOCK;
import static io.mfaengine.model.ActionState.CHALLENGE_FAILED;
import static io.mfaengine.model.ActionState.CHALLENGE_REQUIRED;
import static io.mfaengine.model.ActionState.CHALLENGE_SUCCEEDED;
import static io.mfaengine.model.ActionState.REVIEW_FAILED;
import static io.mfaengine.model.ActionState.REVIEW_REQUIRED;
import static io.mfaengine.model.ActionState.REVIEW_SUCCEEDED;

import io.mfaengine.TrackRequest;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.testkit.engine.ModelUser.ModelAuthenticator;
import io.mfaengine.testkit.engine.ModelUser.ModelGuesses;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An action of the model. */
final class ModelAction {
    final String userId;
    final String code;
    final boolean keyed;
    final Map<String, String> details;
    final boolean managing;
    final Set<TrackRequest.Scope> scopes;
    final boolean enrolFirst;
    final int born;
    final long bornAt;
    final Map<AuthenticatorType, Question> questions = new HashMap<>();

    /** Under which the user has it. */
    final String place;

    /** Given by the host, or made by the engine, which tells it. */
    String key;

    ActionState state;

    long changedAt;

    /** As the walk saw it last. */
    @Nullable
    ActionState seen;

    @Nullable
    Pass pass;

    /** The request that has validated it: empty if that had no id. */
    @Nullable
    String validatedBy;

    /** What is open, by type. {@code pending} is the app to be, if it enrols. */
    static final class Question {
        final @Nullable ModelAuthenticator pending;
        final @Nullable AuthenticatorId chosen;
        final long openedAt;
        final long expiresAt;
        int failures;

        Question(
                @Nullable ModelAuthenticator pending, @Nullable AuthenticatorId chosen, long openedAt, long expiresAt) {
            this.pending = pending;
            this.chosen = chosen;
            this.openedAt = openedAt;
            this.expiresAt = expiresAt;
        }

        boolean isClosed() {
            return failures >= ModelGuesses.PER_QUESTION;
        }
    }

    /** How its challenge was passed. */
    record Pass(ModelAuthenticator by, long at, boolean enrolled) {}

    ModelAction(
            String userId,
            String code,
            @Nullable String key,
            Map<String, String> details,
            boolean managing,
            Set<TrackRequest.Scope> scopes,
            ActionState state,
            boolean enrolFirst,
            int born,
            long bornAt) {
        this.userId = userId;
        this.code = code;
        this.keyed = key != null;
        this.place = code + "/" + (key == null ? "#" + born : key);
        this.key = key == null ? "" : key;
        this.details = Map.copyOf(details);
        this.managing = managing;
        this.scopes = Set.copyOf(scopes);
        this.state = state;
        this.enrolFirst = enrolFirst;
        this.born = born;
        this.bornAt = bornAt;
        this.changedAt = bornAt;
    }

    void become(ActionState next, long now) {
        state = next;
        changedAt = now;
    }

    /** The edges that a ruling may take: what it leads to, or null. */
    static @Nullable ActionState ruled(ActionState from, Action.Ruling ruling) {
        Set<ActionState> refused = Set.of(BLOCK, CHALLENGE_FAILED, REVIEW_FAILED);
        return switch (ruling) {
            case PASS_REVIEW -> from == REVIEW_REQUIRED ? REVIEW_SUCCEEDED : null;
            case FAIL_REVIEW -> from == REVIEW_REQUIRED ? REVIEW_FAILED : null;
            case REQUIRE_REVIEW -> refused.contains(from) || from == REVIEW_REQUIRED ? null : REVIEW_REQUIRED;
            case FAIL_CHALLENGE -> refused.contains(from) ? null : CHALLENGE_FAILED;
            case BLOCK -> from == BLOCK ? null : BLOCK;
        };
    }

    /** Whether a response may be given to it: also where an enrolment was asked for and the user was bound meanwhile. */
    boolean isChallenged(ModelUser user) {
        return state == CHALLENGE_REQUIRED || (state == ALLOW && enrolFirst && user.isBound());
    }

    boolean isOpenToScopes() {
        return state == ALLOW || state == CHALLENGE_REQUIRED || state == CHALLENGE_SUCCEEDED;
    }
}
