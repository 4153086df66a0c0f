package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.Limits.Limit;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.StoredAction.Validated;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.delivery.Address;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Check;
import io.mfaengine.method.Field;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.store.Claim;
import io.mfaengine.store.UserKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code validateChallenge}: whether the challenge of this very intent was passed, once. */
final class Validating {
    private final Wiring wiring;
    private final Partition partition;
    private final Access access;

    Validating(Wiring wiring, Partition partition, Access access) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
    }

    Validation validate(Handle token, Intent expected, @Nullable String requestId) {
        Locator locator = wiring.handles().openToken(token).orElse(null);
        if (locator == null) {
            return Validation.invalid(Validation.Invalid.UNKNOWN_TOKEN, null);
        }
        if (!locator.user().userId().equals(expected.userId())
                || !locator.action().action().equals(expected.action())) {
            return Validation.invalid(Validation.Invalid.OTHER_INTENT, null);
        }
        return partition.run(
                locator.user(), locator.action(), "host", view -> plan(view, locator, expected, requestId));
    }

    private Plan<Validation> plan(View view, Locator locator, Intent expected, @Nullable String requestId) {
        StoredAction action = view.ownAction();
        StoredUser user = view.user();
        if (action == null || user == null || !locator.opens(action)) {
            return Plan.answer(Validation.invalid(Validation.Invalid.UNKNOWN_TOKEN, null));
        }
        if (!sameIntent(view, locator, action, expected)) {
            return refused(Validation.Invalid.OTHER_INTENT, null);
        }
        Intent agreed = expected.idempotencyKey(locator.action().idempotencyKey());
        Action shown = Portraits.action(agreed.id(), action);
        Passed passed = action.passed();
        if (action.state() != ActionState.CHALLENGE_SUCCEEDED
                || passed == null
                || !access.isUsable(view, user, passed.authenticator())) {
            return refused(Validation.Invalid.NOT_PASSED, shown);
        }
        long life = wiring.limit(Limit.VALIDATION_LIFE);
        if (view.now() >= passed.at() + life || view.now() >= locator.expiresAt() + life) {
            return refused(Validation.Invalid.EXPIRED, shown);
        }
        Validation valid = Validation.valid(agreed, shown);
        if (!view.settings().action(expected.action()).validatesOnce()) {
            return Plan.answer(valid);
        }
        String request = requestId == null ? "" : hash(view, requestId);
        Validated before = action.validated();
        if (before != null) {
            return !request.isEmpty() && same(before.request(), request)
                    ? Plan.answer(valid)
                    : refused(Validation.Invalid.ALREADY_VALIDATED, shown);
        }
        return Plan.write(
                valid,
                user,
                action.validated(new Validated(view.now(), request)),
                List.of(EventDraft.of("action.validated", passed.type())));
    }

    /** All of it: what the host said at track it has to say again, and the key that it did not say it can't. */
    private static boolean sameIntent(View view, Locator locator, StoredAction action, Intent expected) {
        String key = locator.action().idempotencyKey();
        boolean sameKey = expected.idempotencyKey().map(key::equals).orElse(!action.keyed());
        return sameKey && same(action.detailsHash(), Tracking.hash(view, expected.details()));
    }

    private static String hash(View view, String requestId) {
        return Json.base64(view.tenant().requests().hash(requestId.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static Plan<Validation> refused(Validation.Invalid why, @Nullable Action action) {
        return Plan.note(
                Validation.invalid(why, action),
                EventDraft.of("validation.refused").with("reason", why.name()));
    }

    /**
     * A challenge that an address passed, moved to the user whose it turned out to be: first marked as theirs where it
     * was passed, so that nobody else gets it, then passed in their own action. Each step can be repeated.
     */
    static final class Claiming {
        private static final String PREFIX = "~address:";
        private static final Set<AuthenticatorType> TYPES =
                Set.of(AuthenticatorType.SMS, AuthenticatorType.WHATSAPP, AuthenticatorType.EMAIL_OTP);

        private final Wiring wiring;
        private final Partition partition;
        private final Access access;
        private final Enrolling enrolling;

        /** What was proved, and in which action. */
        private record Proof(Locator from, AuthenticatorType type, String address) {}

        Claiming(Wiring wiring, Partition partition, Access access, Enrolling enrolling) {
            this.wiring = wiring;
            this.partition = partition;
            this.access = access;
            this.enrolling = enrolling;
        }

        static boolean isAddress(String userId) {
            return userId.startsWith(PREFIX);
        }

        String user(AuthenticatorType type, String text) {
            if (!TYPES.contains(type) || wiring.methods().of(type).isEmpty()) {
                throw new IllegalArgumentException("no method that sends codes is registered for type " + type);
            }
            Address address =
                    type.equals(AuthenticatorType.EMAIL_OTP) ? UserUpdate.address(text) : UserUpdate.number(text);
            return user(wiring.settings().read(), type, address.canonical());
        }

        private static String user(TenantSettings tenant, AuthenticatorType type, String canonical) {
            String name = tenant.claim("challenge", type + "/" + canonical).name();
            return PREFIX + name.substring(name.indexOf(':') + 1);
        }

        Optional<Decision> claim(Handle challenge, String userId) {
            Locator from = wiring.handles().openToken(challenge).orElse(null);
            if (from == null || !isAddress(from.user().userId()) || isAddress(userId)) {
                return Optional.empty();
            }
            Proof proof = partition
                    .look(from.user(), from.action(), view -> Optional.ofNullable(proof(view, from)))
                    .orElse(null);
            if (proof == null) {
                return Optional.empty();
            }
            Tracking tracking = new Tracking(wiring, partition);
            TrackRequest request = TrackRequest.of(Intent.user(userId)
                    .action(from.action().action())
                    .idempotencyKey(from.action().idempotencyKey()));
            Decision tracked = tracking.track(request);
            UserKey user = wiring.user(userId);
            long id = enrolling.newId();
            return switch (tracked.next()) {
                case PROCEED, AWAIT_REVIEW, DENY -> Optional.of(tracked);
                case VALIDATE -> mark(proof, userId) ? Optional.of(tracked) : Optional.empty();
                // looked at before it is marked, so that a wrong idea of whose it is spoils nothing
                case CHALLENGE, ENROLL ->
                    partition.look(
                                            user,
                                            from.action(),
                                            view -> pass(view, proof, id).answer())
                                    && mark(proof, userId)
                                    && partition.run(user, from.action(), "host", view -> pass(view, proof, id))
                            ? Optional.of(tracking.track(request))
                            : Optional.empty();
            };
        }

        /** Null unless the address itself passed the challenge, a short while ago. */
        private @Nullable Proof proof(View view, Locator from) {
            StoredAction action = access.action(view, from);
            StoredUser user = view.user();
            Passed passed = action == null ? null : action.passed();
            if (action == null
                    || user == null
                    || passed == null
                    || action.state() != ActionState.CHALLENGE_SUCCEEDED
                    || view.now() >= passed.at() + wiring.limit(Limit.VALIDATION_LIFE)
                    || !access.isUsable(view, user, passed.authenticator())) {
                return null;
            }
            return access.held(view, user, passed.type(), passed.authenticator()).stream()
                    .findFirst()
                    .flatMap(held -> held.data().find(Field.ADDRESS))
                    .filter(address -> user(view.tenant(), passed.type(), address)
                            .equals(view.key().userId()))
                    .map(address -> new Proof(from, passed.type(), address))
                    .orElse(null);
        }

        private boolean mark(Proof proof, String userId) {
            return partition.run(proof.from().user(), proof.from().action(), "host", view -> {
                StoredAction action = view.ownAction();
                StoredUser user = view.user();
                if (action == null || user == null || proof(view, proof.from()) == null) {
                    return Plan.answer(false);
                }
                String mark = hash(view, "claim/" + userId);
                Validated before = action.validated();
                return before != null
                        ? Plan.answer(same(before.request(), mark))
                        : Plan.write(
                                true,
                                user,
                                action.validated(new Validated(view.now(), mark)),
                                List.of(EventDraft.of("challenge.claimed", proof.type())));
            });
        }

        private Plan<Boolean> pass(View view, Proof proof, long id) {
            StoredAction action = view.ownAction();
            StoredUser user = view.user();
            if (action == null || user == null || access.closed(view, proof.type()) != null) {
                return Plan.answer(false);
            }
            if (action.state() == ActionState.CHALLENGE_SUCCEEDED) {
                return Plan.answer(true);
            }
            List<Held> held = access.held(view, user, proof.type(), 0);
            Held mine = held.stream()
                    .filter(one -> one.data()
                            .find(Field.ADDRESS)
                            .filter(proof.address()::equals)
                            .isPresent())
                    .findFirst()
                    .orElse(null);
            if (mine != null && Access.awaitsChallenge(user, action)) {
                return use(view, user, action, Objects.requireNonNull(StoredAuthenticator.internalId(mine.id())));
            }
            // who is bound gets nothing new without proof of what they hold (I5)
            return user.isBound() || action.state() != ActionState.ALLOW
                    ? Plan.answer(false)
                    : enrol(view, user, action, held, proof, id);
        }

        private Plan<Boolean> use(View view, StoredUser user, StoredAction action, long id) {
            StoredAuthenticator by = user.authenticator(id).orElseThrow();
            StoredAuthenticator used = by.used(by.data(), view.now());
            StoredUser next = user.change(id, before -> used);
            return passed(view, next, action, used, by.since() <= action.since());
        }

        private Plan<Boolean> enrol(
                View view, StoredUser user, StoredAction action, List<Held> held, Proof proof, long id) {
            Check check = access.method(proof.type())
                    .adopt(new MethodContext(wiring, view, proof.type(), held), Secret.of(proof.address()));
            if (enrolling.isFull(user) || !(check instanceof Check.Enrolled proved)) {
                return Plan.answer(false);
            }
            Set<Claim> claims =
                    enrolling.claims(view, user, proof.type(), proved).orElse(null);
            if (claims == null) {
                return Plan.answer(false);
            }
            Enrolling.Bound bound = enrolling.bind(view, user, id, proof.type(), proved, claims, null);
            Plan<Boolean> plan = passed(view, bound.user(), action, bound.authenticator(), false)
                    .claiming(claims, proved.holders() > 1 ? null : false);
            return bound.indexes() == null ? plan : plan.indexed(bound.indexes());
        }

        private Plan<Boolean> passed(
                View view, StoredUser next, StoredAction action, StoredAuthenticator by, boolean wasThere) {
            // recovery codes are owed to who comes with the token: here is nobody to show them to
            Passed how =
                    new Passed(by.id(), by.type(), view.now(), !wasThere, !wasThere, Set.of("otp"), wasThere, Map.of());
            StoredAction done = action.passed(ActionState.CHALLENGE_SUCCEEDED, how, view.now());
            return Verifying.isVetoed(wiring, view, done, next, by)
                    ? Plan.answer(false)
                    : Plan.write(
                            true,
                            next,
                            done,
                            List.of(EventDraft.of("challenge.passed", by).with("origin", "host")));
        }
    }
}
