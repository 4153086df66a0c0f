package io.mfaengine;

import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Provider;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The operator's side: configures, helps, inspects. Always somebody by name, who is told in the trail. Thread-safe.
 * Listings, the trail, re-keying and purging take a {@code QueryableStore}, else {@link IllegalStateException}.
 */
public final class Operator {
    private final Wiring wiring;
    private final Partition partition;
    private final Managing managing;
    private final Users users;
    private final String actor;

    Operator(Wiring wiring, Partition partition, Managing managing, Users users, String actor) {
        this.wiring = wiring;
        this.partition = partition;
        this.managing = managing;
        this.users = users;
        this.actor = actor;
    }

    /**
     * The settings as they are.
     *
     * @return the settings
     */
    public Settings settings() {
        return wiring.settings().read().settings();
    }

    /**
     * The settings as they were a short while ago, for who asks at every request: most answers cost no call to the store.
     * What this engine changes, or sees changed by the way, is in them at once.
     *
     * @param atMost how old they may be, by the engine's clock
     * @return the settings
     */
    public Settings settings(Duration atMost) {
        return wiring.settings().within(atMost.toMillis()).settings();
    }

    /**
     * What may be switched and set.
     *
     * @return the registered types, in their order
     */
    public List<Offered> offered() {
        return wiring.methods().all().stream().map(Operator::offered).toList();
    }

    private static Offered offered(AuthenticatorMethod method) {
        List<Offered.Range> ranges = method.parameters().stream()
                .map(set -> new Offered.Range(set.name(), set.standard(), set.least(), set.most()))
                .toList();
        return new Offered(method.type(), ranges, method.address());
    }

    /**
     * A type that is registered.
     *
     * @param type the type
     * @param parameters what may be set of it
     * @param address what a person gives to enrol it; of a number, the countries that the application gave, which
     *     hold until others are set
     */
    public record Offered(AuthenticatorType type, List<Range> parameters, Prompt.Address address) {
        /** A parameter: its name, its default, and the bounds of what it may be set to. */
        public record Range(String name, int standard, int least, int most) {}

        /** Copies the list. {@inheritDoc} */
        public Offered {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * Changes the settings; every engine sees it at its next call.
     *
     * @param change from what is set to what is to be set; run again after a conflict, so that no update is lost
     * @return the settings as they are now
     * @throws IllegalArgumentException if a parameter is out of its range, naming both; nothing is written then
     */
    public Settings updateSettings(UnaryOperator<Settings> change) {
        Objects.requireNonNull(change, "change");
        String[] what = {""};
        TenantSettings next = wiring.settings().update(before -> {
            Settings changed = Objects.requireNonNull(change.apply(before), "the changed settings");
            wiring.methods().check(before, changed);
            what[0] = TenantSettings.changes(before, changed);
            return changed;
        });
        // by the version no two changes are of one kind, so that each has its event
        EventDraft event = EventDraft.of("settings.updated")
                .with("version", Long.toHexString(next.version().low()))
                .with("changed", what[0]);
        return partition.run(wiring.user(StoredEvent.NOBODY), null, actor, view -> Plan.note(next.settings(), event));
    }

    /**
     * Among whom an operator chooses who sends the messages of a type; each describes its fields, for a form.
     *
     * @param type the type
     * @return none if it sends nothing, or its sender is given
     */
    public List<Provider<?>> providers(AuthenticatorType type) {
        return wiring.methods().of(Objects.requireNonNull(type, "type")).stream()
                .<Provider<?>>flatMap(method -> method.providers().stream())
                .toList();
    }

    /**
     * Proves the credentials of the provider that is chosen for a type, without a message.
     *
     * @param type the type
     * @return accepted if they are good; else why not
     * @throws IllegalArgumentException if none is chosen
     */
    public Delivery checkProvider(AuthenticatorType type) {
        ProviderSettings chosen = Optional.ofNullable(settings().type(type).provider())
                .orElseThrow(() -> new IllegalArgumentException("no provider is chosen for " + type));
        Provider<?> provider = wiring.methods().provider(type, chosen);
        Provider.Values values = wiring.settings().opened(chosen);
        return told("provider.checked", type, wiring.courier().carry(() -> provider.check(values)));
    }

    /**
     * Sends a message that says that it is a test, by the provider of a type. No limit counts it.
     *
     * @param type the type
     * @param to where to: a number or an address
     * @return what became of it
     * @throws IllegalArgumentException if no method is registered for the type
     */
    public Delivery sendTest(AuthenticatorType type, String to) {
        Objects.requireNonNull(to, "to");
        AuthenticatorMethod method = wiring.methods()
                .of(Objects.requireNonNull(type, "type"))
                .orElseThrow(() -> new IllegalArgumentException(type + " is not registered"));
        TypeSettings set = settings().type(type);
        Provider.Values values = Optional.ofNullable(set.provider())
                .map(wiring.settings()::opened)
                .orElse(null);
        String sendId = Json.base64(wiring.random().bytes(Long.BYTES));
        return told(
                "provider.tested",
                type,
                wiring.courier().carry(() -> method.sendTest(to, sendId, values, set.countries())));
    }

    private Delivery told(String what, AuthenticatorType type, Delivery delivery) {
        EventDraft event = EventDraft.of(what, type)
                .with("fate", delivery.fate().name())
                .with("cause", delivery.cause().name())
                .with("by", delivery.carrier());
        return partition.run(wiring.user(StoredEvent.NOBODY), null, actor, view -> Plan.note(delivery, event));
    }

    /**
     * Forgives a user's failures with a type, and lifts its lock.
     *
     * @param userId the application's id
     * @param type the type
     * @return false if there was nothing to forgive
     */
    public boolean unlock(String userId, AuthenticatorType type) {
        return managing.unlock(MfaEngine.checked(userId), Objects.requireNonNull(type, "type"), actor);
    }

    /**
     * Removes an authenticator.
     *
     * @param userId the application's id
     * @param id the authenticator
     * @return false if it is not this user's
     */
    public boolean deleteAuthenticator(String userId, AuthenticatorId id) {
        return managing.delete(MfaEngine.checked(userId), Objects.requireNonNull(id, "id"), actor);
    }

    /**
     * Erases a user, with all their authenticators, actions and counts. Events stay, with the opaque id only.
     *
     * @param userId the application's id
     * @return false if there was no such user
     */
    public boolean deleteUser(String userId) {
        return users.delete(MfaEngine.checked(userId), actor);
    }

    /**
     * Settles a review, or makes an action's state stricter.
     *
     * @param id the action
     * @param ruling what to impose
     * @return the action as it is now; empty if it is unknown, or this is not possible from its state
     */
    public Optional<Action> updateAction(ActionId id, Action.Ruling ruling) {
        return new Ruling(wiring, partition)
                .rule(Objects.requireNonNull(id, "id"), Objects.requireNonNull(ruling, "ruling"), actor);
    }

    /**
     * Lists the events of the tenant, the oldest first.
     *
     * @param afterId the id of the last one that was listed; null: from the first
     * @param limit 1 to 1,000
     * @return the events
     * @throws IllegalArgumentException if the limit is out of range
     */
    public List<MfaEvent> events(@Nullable String afterId, int limit) {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit must be 1 to 1000, it is " + limit);
        }
        return new Listing(wiring, partition).events(afterId, limit);
    }

    /**
     * Lists the events of the tenant from an instant on, the oldest first. Refused attempts, which are told once in ten
     * minutes, come with the beginning of those.
     *
     * @param from the instant
     * @param limit 1 to 1,000
     * @return the events
     * @throws IllegalArgumentException if the limit is out of range
     */
    public List<MfaEvent> eventsFrom(Instant from, int limit) {
        return events(Listing.first(from.toEpochMilli()), limit);
    }

    /**
     * Lists the events of one action, the oldest first.
     *
     * @param id the action
     * @return the events, those among the first 5,000 of its user since it was tracked; none if it is unknown
     */
    public List<MfaEvent> events(ActionId id) {
        return new Listing(wiring, partition).events(Objects.requireNonNull(id, "id"));
    }

    /**
     * Reads an action with what it is about.
     *
     * @param id its id
     * @return the action; empty if it is unknown
     */
    public Optional<Inspected> inspect(ActionId id) {
        return new Listing(wiring, partition).inspect(Objects.requireNonNull(id, "id"));
    }

    /**
     * Lists actions with what they are about. May lag behind what was just written.
     *
     * @param query which
     * @return the actions, the newest first
     */
    public List<Inspected> inspect(ActionQuery query) {
        return new Listing(wiring, partition).inspect(Objects.requireNonNull(query, "query"));
    }

    /**
     * An action, and what it is about.
     *
     * @param action the action
     * @param intent what the user wanted to do; without its details if the key that they are sealed with is missing
     */
    public record Inspected(Action action, Intent intent) {}

    /**
     * Counts actions by their state, without reading them. May lag behind what was just written.
     *
     * @param query which: what it asks of users, codes, states and the first instant; its limit means nothing here
     * @param until only those tracked before this instant, to the millisecond
     * @param most how many are counted at most, 1 to 1,000,000; if it is as many in all, there may be more
     * @return how many, by state; a state that none is in is left out
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    public Map<ActionState, Long> countActions(ActionQuery query, Instant until, int most) {
        return new Listing(wiring, partition)
                .count(Objects.requireNonNull(query, "query"), Objects.requireNonNull(until, "until"), most);
    }

    /**
     * What keeps a user from trying.
     *
     * @param userId the application's id
     * @return the types that wait, in the order of their names
     */
    public List<Lock> locks(String userId) {
        return managing.locks(MfaEngine.checked(userId));
    }

    /**
     * That a type of a user waits after failures.
     *
     * @param type the type
     * @param until until when; null if it is disabled, and so waits for {@link #unlock}
     * @param failures how many there were in a row
     */
    public record Lock(AuthenticatorType type, @Nullable Instant until, int failures) {}

    /**
     * The events of a user, and whether their chain holds. What was written with the user's record is chained by MACs;
     * {@code action.tracked} and refused attempts are beside the chain, since they must not move the user's version.
     *
     * @param userId the application's id
     * @return the trail
     */
    public Trail trail(String userId) {
        return new Listing(wiring, partition).trail(MfaEngine.checked(userId));
    }

    /**
     * A user's events, and whether any was changed or taken out.
     *
     * @param events the events, the oldest first
     * @param isWhole whether the chain holds; what is missing because it is older than the retention is no break
     * @param brokenAt the first event that does not fit to what was before it, or behind which some are missing; null if
     *     the chain holds, or if none is left to name
     */
    public record Trail(
            List<MfaEvent> events,
            boolean isWhole,
            @Nullable MfaEvent brokenAt) {
        /** Copies the list. {@inheritDoc} */
        public Trail {
            events = List.copyOf(events);
        }
    }

    /**
     * Seals all that is stored under the ring's newest key. May be stopped, and run again; engines go on meanwhile.
     *
     * @param progress is told how many users were visited
     * @return how many records were sealed again
     */
    public long rekey(LongConsumer progress) {
        return new Rekeying(wiring, partition).rekey(Objects.requireNonNull(progress, "progress"));
    }

    /**
     * How much is sealed under which key: what isn't named here can be taken out of the ring.
     *
     * @return sealed parts by key id
     */
    public Map<String, Long> keyUse() {
        return new Rekeying(wiring, partition).report();
    }

    /**
     * Removes what has expired: actions and events past their retention. Never a guess count, a lock or a user.
     *
     * @param limit the most records to remove in this call, at least 1
     * @return how many were removed; fewer than the limit if none is left
     * @throws IllegalArgumentException if the limit is below 1
     */
    public int purge(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, it is " + limit);
        }
        return wiring.store().purge(Instant.ofEpochMilli(wiring.now()), limit);
    }
}
