package io.mfaengine;

import io.mfaengine.Limits.Limit;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.Users.Profile;
import io.mfaengine.delivery.Address;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.store.Claim;
import io.mfaengine.store.UserKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds an authenticator to a user, by a confirmed question or by another system's proof. */
final class Enrolling {
    private final Wiring wiring;
    private final Partition partition;
    private final Access access;

    Enrolling(Wiring wiring, Partition partition, Access access) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
    }

    /**
     * A user with a new authenticator, and with recovery codes if they are due.
     *
     * @param indexes by which listings find the user from now on; null: as before
     */
    record Bound(
            StoredUser user,
            StoredAuthenticator authenticator,
            List<Secret> codes,
            List<EventDraft> events,
            @Nullable Set<Claim> indexes) {}

    /** Binds; with recovery codes, if any are to be issued and there are none. */
    Bound bind(
            View view,
            StoredUser user,
            long id,
            AuthenticatorType type,
            Check.Enrolled proof,
            Set<Claim> claims,
            @Nullable Issuing issuing) {
        StoredAuthenticator bare = StoredAuthenticator.enrolled(
                id,
                type,
                proof.label(),
                SealedData.NONE,
                view.now(),
                user.head().count() + 1,
                claims.stream().map(Claim::name).collect(Collectors.toSet()));
        StoredAuthenticator sealed = bare.data(wiring.vault().seal(kept(view, proof), bare.place(view.key())));
        StoredUser next = user.with(sealed);
        Set<Claim> indexes = null;
        if (proof.address() != null) {
            Data before = Profile.open(wiring, view, user);
            Data after = Profile.proved(before, proof.address());
            next = next.profile(wiring.vault()
                    .reseal(user.profile(), before, after, view.key().userId(), Profile.PLACE));
            indexes = Profile.indexes(view.tenant(), after);
        }
        List<EventDraft> events = new ArrayList<>();
        events.add(EventDraft.of("authenticator.enrolled", sealed));
        List<Secret> codes = List.of();
        if (issuing != null && !next.holds(AuthenticatorType.RECOVERY_CODE)) {
            Optional<Issuing.Issued> issued = issuing.issue(view, next);
            if (issued.isPresent()) {
                next = issued.get().user();
                codes = issued.get().codes();
                events.add(issued.get().event());
            }
        }
        return new Bound(next, sealed, codes, events, indexes);
    }

    /** What a proof leaves to be kept; with where it is, in a form that only tells the same from another. */
    static Data kept(View view, Check.Enrolled proof) {
        return proof.address() == null
                ? proof.first()
                : proof.first()
                        .with(
                                StoredAuthenticator.DESTINATION,
                                view.tenant()
                                        .claim("at", proof.address().destination())
                                        .name());
    }

    /** Whether one of them is at an address. */
    static boolean isAt(List<Held> held, Address address) {
        return held.stream()
                .anyMatch(one -> one.data()
                        .find(Field.ADDRESS)
                        .filter(address.canonical()::equals)
                        .isPresent());
    }

    /**
     * The claims that a proof takes: of each the user's own place, or the first that is free. Empty if others have all of
     * them.
     */
    Optional<Set<Claim>> claims(View view, StoredUser user, AuthenticatorType type, Check.Enrolled proof) {
        Set<String> mine = user.of(type).stream()
                .flatMap(authenticator -> authenticator.claims().stream())
                .collect(Collectors.toSet());
        Set<Claim> claims = new HashSet<>();
        for (String value : proof.claims()) {
            List<Claim> places = IntStream.range(0, proof.holders())
                    .mapToObj(place -> place == 0 ? value : value + "/" + place)
                    .map(place -> view.tenant().claim("claim/" + type.name(), place))
                    .toList();
            Claim place = places.stream()
                    .filter(own -> mine.contains(own.name()))
                    .findFirst()
                    .or(() -> places.stream()
                            .filter(free -> isFree(free, view.key()))
                            .findFirst())
                    .orElse(null);
            if (place == null) {
                return Optional.empty();
            }
            claims.add(place);
        }
        return Optional.of(claims);
    }

    private boolean isFree(Claim place, UserKey user) {
        return wiring.store()
                .holder(place)
                .filter(holder -> !holder.equals(user))
                .isEmpty();
    }

    /** The plan that binds. Who may share a claim with others looks for another place if theirs was taken meanwhile. */
    static Plan<Verification> plan(
            Verification answer,
            Bound bound,
            @Nullable StoredAction action,
            List<EventDraft> events,
            Set<Claim> claims,
            Check.Enrolled proof) {
        Plan<Verification> plan = Plan.write(answer, bound.user(), action, events)
                .claiming(claims, proof.holders() > 1 ? null : Refused.because(Refusal.TAKEN));
        return bound.indexes() == null ? plan : plan.indexed(bound.indexes());
    }

    long newId() {
        return wiring.random().number() | 1;
    }

    boolean isFull(StoredUser user) {
        return user.authenticators().size() >= wiring.limit(Limit.AUTHENTICATORS_PER_USER);
    }

    /** What another system has proved; the application's word is the proof. */
    Verification adopt(String userId, AuthenticatorType type, Secret proved, Set<TrackRequest.Scope> scopes) {
        AuthenticatorMethod method = access.method(type);
        long id = newId();
        Issuing issuing = new Issuing(wiring);
        return partition.run(wiring.user(userId), null, "host", view -> {
            StoredUser user =
                    view.user() == null ? StoredUser.create(wiring.random().number(), view.now()) : view.user();
            @Nullable Refused no = refusesToAdopt(view, user, type, scopes);
            if (no != null) {
                return Plan.answer(no);
            }
            List<Held> held = access.held(view, user, type, 0);
            Check check = method.adopt(new MethodContext(wiring, view, type, held), proved);
            if (!(check instanceof Check.Enrolled proof)) {
                return Plan.answer(Refused.because(
                        check instanceof Check.Rejected rejected ? rejected.why() : Refusal.NOT_PERMITTED));
            }
            Set<Claim> claims = claims(view, user, type, proof).orElse(null);
            if (claims == null || (proof.address() != null && isAt(held, proof.address()))) {
                return Plan.answer(Refused.because(Refusal.TAKEN));
            }
            Bound bound = bind(view, user, id, type, proof, claims, issuing);
            List<EventDraft> events = new ArrayList<>();
            for (EventDraft event : bound.events()) {
                events.add(event.with("origin", "host").with("override", Boolean.toString(user.isBound())));
            }
            Verification answer = new Verification.Accepted(
                    Portraits.authenticator(bound.user(), bound.authenticator()), true, bound.codes());
            return plan(answer, bound, null, events, claims, proof);
        });
    }

    private @Nullable Refused refusesToAdopt(
            View view, StoredUser user, AuthenticatorType type, Set<TrackRequest.Scope> scopes) {
        if (!view.settings().isOn(type) || isFull(user)) {
            return Refused.because(Refusal.NOT_PERMITTED);
        }
        return user.isBound() && !scopes.contains(TrackRequest.Scope.ADD_AUTHENTICATORS)
                ? Refused.because(Refusal.CHALLENGE_FIRST)
                : null;
    }
}
