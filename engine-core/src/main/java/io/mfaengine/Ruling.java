package io.mfaengine;

import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.store.ActionKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code updateAction}: settles a review, or makes a state stricter; never makes a success of a challenge. */
final class Ruling {
    private final Wiring wiring;
    private final Partition partition;

    Ruling(Wiring wiring, Partition partition) {
        this.wiring = wiring;
        this.partition = partition;
    }

    Optional<Action> rule(ActionId id, Action.Ruling ruling, String actor) {
        ActionKey key = new ActionKey(id.action(), id.idempotencyKey());
        return partition.run(wiring.user(id.userId()), key, actor, view -> {
            StoredAction action = view.ownAction();
            StoredUser user = view.user();
            ActionState next = action == null ? null : next(action.state(), ruling);
            if (user == null || action == null || next == null) {
                return Plan.answer(Optional.empty());
            }
            StoredAction ruled = action.state(next, view.now());
            return Plan.write(
                    Optional.of(Portraits.action(view, ruled)),
                    user,
                    ruled,
                    List.of(EventDraft.of("action.ruled").with("state", next.name())));
        });
    }

    /** The state that a ruling leads to; null if it is not possible from this one. */
    static @Nullable ActionState next(ActionState from, Action.Ruling ruling) {
        boolean open = switch (from) {
            case BLOCK, CHALLENGE_FAILED, REVIEW_FAILED -> false;
            case ALLOW, REVIEW_REQUIRED, REVIEW_SUCCEEDED, CHALLENGE_REQUIRED, CHALLENGE_SUCCEEDED -> true;
        };
        return switch (ruling) {
            case BLOCK -> from == ActionState.BLOCK ? null : ActionState.BLOCK;
            case PASS_REVIEW -> from == ActionState.REVIEW_REQUIRED ? ActionState.REVIEW_SUCCEEDED : null;
            case FAIL_REVIEW -> from == ActionState.REVIEW_REQUIRED ? ActionState.REVIEW_FAILED : null;
            case REQUIRE_REVIEW -> open && from != ActionState.REVIEW_REQUIRED ? ActionState.REVIEW_REQUIRED : null;
            case FAIL_CHALLENGE -> open ? ActionState.CHALLENGE_FAILED : null;
        };
    }
}
