package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.Randomness;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.User;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Version;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code track}: from an intent to a decision. A user who is known costs one read and one insert. */
final class Tracking {
    private static final byte[] NO_DETAILS = {};
    /** Of a key that the engine gives: 130 bits. */
    private static final int KEY_SYMBOLS = 26;

    private final Wiring wiring;
    private final Partition partition;

    Tracking(Wiring wiring, Partition partition) {
        this.wiring = wiring;
        this.partition = partition;
    }

    Decision track(TrackRequest request) {
        Intent given = request.intent();
        boolean keyed = given.idempotencyKey().isPresent();
        byte[] drawn = wiring.random().bytes(KEY_SYMBOLS + 4 * Long.BYTES);
        Intent intent = keyed ? given : given.idempotencyKey(Randomness.symbols(drawn, KEY_SYMBOLS));
        ActionId id = intent.id();
        ByteBuffer rest = ByteBuffer.wrap(drawn, KEY_SYMBOLS, 4 * Long.BYTES);
        long[] nonce = {rest.getLong(), rest.getLong()};
        Version commit = Partition.version(rest.getLong(), rest.getLong());
        ActionKey key = new ActionKey(id.action(), id.idempotencyKey());
        return partition.run(commit, wiring.user(id.userId()), key, "host", view -> {
            View seen = registered(view, id.action());
            StoredAction before = seen.ownAction();
            if (before != null) {
                if (!before.detailsHash().equals(hash(seen, intent.details()))) {
                    throw new IdempotencyConflict(id);
                }
                return Plan.answer(decision(seen, intent, before));
            }
            checkDetails(seen.settings().action(id.action()), intent);
            StoredUser user =
                    seen.user() == null ? StoredUser.create(wiring.random().number(), seen.now()) : seen.user();
            StoredAction action = action(seen, user, request, intent, keyed, nonce);
            Decision decision = decision(with(seen, user, action), intent, action);
            EventDraft event = event(request, decision);
            // a stranger's action, from before an erasure, is replaced: that takes the user record
            boolean inserts = seen.user() != null && seen.action() == null;
            return inserts
                    ? Plan.insert(decision, action, event)
                    : Plan.write(
                            decision,
                            user,
                            action,
                            seen.user() == null ? List.of(EventDraft.of("user.created"), event) : List.of(event));
        });
    }

    private View registered(View view, String code) {
        TenantSettings settings = wiring.settings().register(code, view.tenant());
        return settings == view.tenant() ? view : with(view, settings);
    }

    private static void checkDetails(ActionSettings settings, Intent intent) {
        for (String name : settings.requiredDetails()) {
            if (!intent.details().containsKey(name)) {
                throw new IllegalArgumentException("action " + intent.action() + " needs the detail " + name);
            }
        }
    }

    private StoredAction action(
            View view, StoredUser user, TrackRequest request, Intent intent, boolean keyed, long[] nonce) {
        ActionSettings settings = view.settings().action(intent.action());
        ActionState state = state(settings, user, request.isManaging());
        boolean enrolFirst = state == ActionState.ALLOW && asksToEnrol(settings, user, request.isManaging());
        byte[] details = intent.details().isEmpty()
                ? NO_DETAILS
                : wiring.vault()
                        .sealBytes(
                                Portraits.bytes(intent.details()),
                                intent.userId(),
                                "details",
                                intent.action(),
                                intent.id().idempotencyKey());
        return new StoredAction(
                user.incarnation(),
                nonce[0],
                nonce[1],
                state,
                view.now(),
                view.now(),
                view.now() + wiring.limit(Limit.ACTION_RETENTION),
                user.head().count(),
                keyed,
                enrolFirst,
                request.isManaging(),
                request.scopes(),
                request.locale() == null ? "" : request.locale().toLanguageTag(),
                request.redirectUrl() == null ? "" : request.redirectUrl().toString(),
                request.ipAddress() == null
                        ? ""
                        : view.tenant().claim("ip", request.ipAddress()).name(),
                hash(view, intent.details()),
                details,
                List.of(),
                null,
                null,
                Map.of());
    }

    private static ActionState state(ActionSettings settings, StoredUser user, boolean managing) {
        Outcome outcome = managing && settings.outcome() == Outcome.ALLOW ? Outcome.CHALLENGE : settings.outcome();
        return switch (outcome) {
            case ALLOW -> ActionState.ALLOW;
            case BLOCK -> ActionState.BLOCK;
            case REVIEW -> ActionState.REVIEW_REQUIRED;
            case CHALLENGE ->
                user.isBound()
                        ? ActionState.CHALLENGE_REQUIRED
                        : settings.whenNotEnrolled() == WhenNotEnrolled.BLOCK ? ActionState.BLOCK : ActionState.ALLOW;
        };
    }

    private static boolean asksToEnrol(ActionSettings settings, StoredUser user, boolean managing) {
        return !user.isBound()
                && (managing
                        || (settings.outcome() == Outcome.CHALLENGE
                                && settings.whenNotEnrolled() == WhenNotEnrolled.ENROLL));
    }

    static String hash(View view, Map<String, String> details) {
        return details.isEmpty() ? "" : Json.base64(view.tenant().requests().hash(Portraits.bytes(details)));
    }

    private Decision decision(View view, Intent intent, StoredAction action) {
        Set<AuthenticatorType> on = wiring.methods().on(view.settings());
        User user = Portraits.user(wiring, view, on);
        Locator locator = new Locator(
                view.key(),
                Objects.requireNonNull(view.actionKey()),
                view.now() + wiring.limit(Limit.TOKEN_LIFE),
                action.nonceHigh(),
                action.nonceLow(),
                "",
                0);
        return new Decision(
                next(view.user(), action),
                intent,
                wiring.handles().token(locator),
                wiring.pages(),
                Portraits.action(intent.id(), action),
                user,
                wiring.methods().permitted(view.settings(), intent.action()));
    }

    private static Decision.Next next(@Nullable StoredUser user, StoredAction action) {
        return switch (action.state()) {
            case ALLOW ->
                !action.enrolFirst()
                        ? Decision.Next.PROCEED
                        : user != null && user.isBound() ? Decision.Next.CHALLENGE : Decision.Next.ENROLL;
            case REVIEW_SUCCEEDED -> Decision.Next.PROCEED;
            case CHALLENGE_REQUIRED -> Decision.Next.CHALLENGE;
            case CHALLENGE_SUCCEEDED -> Decision.Next.VALIDATE;
            case REVIEW_REQUIRED -> Decision.Next.AWAIT_REVIEW;
            case BLOCK, CHALLENGE_FAILED, REVIEW_FAILED -> Decision.Next.DENY;
        };
    }

    private static EventDraft event(TrackRequest request, Decision decision) {
        EventDraft event =
                EventDraft.of("action.tracked").with("next", decision.next().name());
        for (TrackRequest.Scope scope : request.scopes()) {
            event = event.with("scope." + scope.name(), "granted");
        }
        return request.isManaging() ? event.with("managing", "true") : event;
    }

    private static View with(View view, TenantSettings settings) {
        return new View(
                view.now(),
                view.commit(),
                view.key(),
                view.actionKey(),
                view.user(),
                view.userVersion(),
                view.indexes(),
                view.action(),
                view.actionVersion(),
                settings);
    }

    private static View with(View view, StoredUser user, StoredAction action) {
        return new View(
                view.now(),
                view.commit(),
                view.key(),
                view.actionKey(),
                user,
                view.userVersion(),
                view.indexes(),
                action,
                view.actionVersion(),
                view.tenant());
    }
}
