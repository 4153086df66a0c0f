package io.mfaengine;

import io.mfaengine.Limits.Limit;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.Check;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.store.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** A user with a new authenticator, and with recovery codes if they are due. */
    record Bound(StoredUser user, StoredAuthenticator authenticator, List<Secret> codes, List<EventDraft> events) {
        Set<Claim> claims(String tenant) {
            return authenticator.claims().stream()
                    .map(name -> new Claim(tenant, name))
                    .collect(Collectors.toSet());
        }
    }

    /** Binds; with recovery codes, if any are to be issued and there are none. */
    Bound bind(
            View view,
            StoredUser user,
            long id,
            AuthenticatorType type,
            Check.Enrolled proof,
            @Nullable Issuing issuing) {
        Set<String> claims = proof.claims().stream()
                .map(value -> view.tenant().claim("claim/" + type.name(), value).name())
                .collect(Collectors.toSet());
        StoredAuthenticator bare = StoredAuthenticator.enrolled(
                id,
                type,
                proof.label(),
                SealedData.NONE,
                view.now(),
                user.head().count() + 1,
                claims);
        StoredAuthenticator sealed = bare.data(wiring.vault().seal(proof.first(), bare.place(view.key())));
        StoredUser next = user.with(sealed);
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
        return new Bound(next, sealed, codes, events);
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
            Check check = method.adopt(new MethodContext(wiring, view, type, List.of()), proved);
            if (!(check instanceof Check.Enrolled proof)) {
                return Plan.answer(Refused.because(
                        check instanceof Check.Rejected rejected ? rejected.why() : Refusal.NOT_PERMITTED));
            }
            Bound bound = bind(view, user, id, type, proof, issuing);
            List<EventDraft> events = new ArrayList<>();
            for (EventDraft event : bound.events()) {
                events.add(event.with("origin", "host").with("override", Boolean.toString(user.isBound())));
            }
            Verification answer = new Verification.Accepted(
                    Portraits.authenticator(bound.user(), bound.authenticator()), true, bound.codes());
            return Plan.write(answer, bound.user(), null, events)
                    .claiming(bound.claims(wiring.tenant()), Refused.because(Refusal.TAKEN));
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
