package io.mfaengine;

import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.Handles.Locator;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Refusal;
import io.mfaengine.store.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes what a user holds: by the person, under strong binding, or by the application. */
final class Managing {
    private static final int MAX_NAME = 64;

    private final Wiring wiring;
    private final Partition partition;
    private final Access access;

    Managing(Wiring wiring, Partition partition, Access access) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
    }

    Change makeDefault(Locator locator, AuthenticatorId id) {
        return byPerson(
                locator,
                TrackRequest.Scope.UPDATE_AUTHENTICATORS,
                id,
                (view, user, mine) -> Plan.write(
                        done(),
                        user.preferred(mine.id()),
                        null,
                        List.of(EventDraft.of("authenticator.preferred", mine))));
    }

    Change rename(Locator locator, AuthenticatorId id, String name) {
        String label = Bounds.text("name", Objects.requireNonNull(name, "name").strip(), MAX_NAME);
        return byPerson(
                locator,
                TrackRequest.Scope.UPDATE_AUTHENTICATORS,
                id,
                (view, user, mine) -> Plan.write(
                        done(),
                        user.change(mine.id(), before -> before.label(label)),
                        null,
                        List.of(EventDraft.of("authenticator.renamed", mine))));
    }

    Change remove(Locator locator, AuthenticatorId id) {
        return byPerson(locator, TrackRequest.Scope.REMOVE_AUTHENTICATORS, id, (view, user, mine) -> {
            StoredUser next = removed(user, mine);
            return next.isBound() || !user.isBound()
                    ? Plan.<Change>write(done(), next, null, List.of(EventDraft.of("authenticator.removed", mine)))
                            .releasing(claims(mine))
                    : Plan.note(
                            Refused.because(Refusal.LAST_ONE),
                            EventDraft.of("attempt.refused", mine.type()).with("reason", Refusal.LAST_ONE.name()));
        });
    }

    Change regenerateRecoveryCodes(Locator locator) {
        Issuing issuing = new Issuing(wiring);
        return partition.run(locator.user(), locator.action(), "person", view -> {
            Refused no = refusal(view, locator, TrackRequest.Scope.UPDATE_AUTHENTICATORS);
            AuthenticatorType type = AuthenticatorType.RECOVERY_CODE;
            if (no == null
                    && !(access.isPermitted(view, type)
                            && view.settings().type(type).selfService())) {
                no = Refused.because(Refusal.NOT_PERMITTED);
            }
            StoredUser user = view.user();
            Issuing.Issued issued = no != null || user == null
                    ? null
                    : issuing.issue(view, user).orElse(null);
            if (issued == null) {
                return refused(no == null ? Refused.because(Refusal.NOT_PERMITTED) : no);
            }
            return Plan.write(new Change.Done(issued.codes()), issued.user(), null, List.of(issued.event()));
        });
    }

    boolean setDefault(String userId, AuthenticatorId id, String actor) {
        return byHost(
                userId,
                id,
                actor,
                (user, mine) -> Plan.write(
                        true,
                        user.preferred(mine.id()),
                        null,
                        List.of(EventDraft.of("authenticator.preferred", mine))));
    }

    boolean delete(String userId, AuthenticatorId id, String actor) {
        return byHost(userId, id, actor, (user, mine) -> {
            StoredUser next = removed(user, mine);
            EventDraft removed = EventDraft.of("authenticator.removed", mine);
            List<EventDraft> events = user.isBound() && !next.isBound()
                    ? List.of(removed, EventDraft.of("user.unbound"))
                    : List.of(removed);
            return Plan.write(true, next, null, events).releasing(claims(mine));
        });
    }

    boolean unlock(String userId, AuthenticatorType type, String actor) {
        return partition.run(wiring.user(userId), null, actor, view -> {
            StoredUser user = view.user();
            return user == null || !user.guesses().containsKey(type)
                    ? Plan.answer(false)
                    : Plan.write(
                            true,
                            user.guesses(type, GuessCount.NONE),
                            null,
                            List.of(EventDraft.of("type.unlocked", type)));
        });
    }

    List<Operator.Lock> locks(String userId) {
        return partition.look(wiring.user(userId), null, view -> {
            StoredUser user = view.user();
            List<Operator.Lock> locks = new ArrayList<>();
            if (user != null) {
                user.guesses()
                        .forEach((type, count) -> wiring.methods()
                                .of(type)
                                .flatMap(method -> lock(type, method, count, view.now()))
                                .ifPresent(locks::add));
            }
            locks.sort(Comparator.comparing(lock -> lock.type().name()));
            return locks;
        });
    }

    private Optional<Operator.Lock> lock(
            AuthenticatorType type, AuthenticatorMethod method, GuessCount count, long now) {
        Long until = wiring.guesses().lockedUntil(method.guessing(), count, now);
        if (count.disabled()) {
            return Optional.of(new Operator.Lock(type, null, count.consecutive()));
        }
        return Optional.ofNullable(until)
                .map(end -> new Operator.Lock(type, Instant.ofEpochMilli(end), count.consecutive()));
    }

    /** Failures stay; but with the last of a disabled type gone, a new one may be enrolled. */
    private static StoredUser removed(StoredUser user, StoredAuthenticator mine) {
        StoredUser next = user.without(mine.id());
        return !next.holds(mine.type())
                ? next.guesses(mine.type(), next.guesses(mine.type()).enabled())
                : next;
    }

    private Set<Claim> claims(StoredAuthenticator authenticator) {
        return authenticator.claims().stream()
                .map(name -> new Claim(wiring.tenant(), name))
                .collect(Collectors.toSet());
    }

    private interface PersonsChange {
        Plan<Change> plan(View view, StoredUser user, StoredAuthenticator mine);
    }

    private Change byPerson(Locator locator, TrackRequest.Scope scope, AuthenticatorId id, PersonsChange change) {
        Long internal = StoredAuthenticator.internalId(id);
        return partition.run(locator.user(), locator.action(), "person", view -> {
            Refused no = refusal(view, locator, scope);
            StoredUser user = view.user();
            if (no != null || user == null) {
                return refused(no == null ? Refused.because(Refusal.EXPIRED) : no);
            }
            StoredAuthenticator mine =
                    internal == null ? null : user.authenticator(internal).orElse(null);
            if (mine == null) {
                return Plan.answer(Refused.because(Refusal.NOT_ENROLLED));
            }
            return view.settings().type(mine.type()).selfService()
                    ? change.plan(view, user, mine)
                    : refused(Refused.because(Refusal.NOT_PERMITTED));
        });
    }

    private @Nullable Refused refusal(View view, Locator locator, TrackRequest.Scope scope) {
        StoredAction action = access.action(view, locator);
        StoredUser user = view.user();
        if (action == null || user == null) {
            return Refused.because(Refusal.EXPIRED);
        }
        return access.may(view, user, action, scope) ? null : Refused.because(Refusal.CHALLENGE_FIRST);
    }

    private interface HostsChange {
        Plan<Boolean> plan(StoredUser user, StoredAuthenticator mine);
    }

    private boolean byHost(String userId, AuthenticatorId id, String actor, HostsChange change) {
        Long internal = StoredAuthenticator.internalId(id);
        return partition.run(wiring.user(userId), null, actor, view -> {
            StoredUser user = view.user();
            StoredAuthenticator mine = user == null || internal == null
                    ? null
                    : user.authenticator(internal).orElse(null);
            return user == null || mine == null ? Plan.answer(false) : change.plan(user, mine);
        });
    }

    private static Plan<Change> refused(Refused refused) {
        return Plan.note(
                refused,
                EventDraft.of("change.refused").with("reason", refused.reason().name()));
    }

    private static Change done() {
        return new Change.Done(List.of());
    }
}
