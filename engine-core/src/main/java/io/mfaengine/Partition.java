package io.mfaengine;

import io.mfaengine.Limits.Limit;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.model.ActionState;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs an operation on one user's partition: load, plan, commit, and only then answer. After a conflict again from the
 * load, under the same commit id. After an error, what was sent is sent again unchanged for as long as it could still
 * apply, so that an answer always is the answer to what was written.
 */
final class Partition {
    private final Wiring wiring;
    private final Trailing trailing;

    Partition(Wiring wiring) {
        this.wiring = wiring;
        this.trailing = new Trailing(wiring.limit(Limit.EVENT_RETENTION), wiring.listeners());
    }

    /** What an operation makes of what it sees; it may be asked several times, and must do nothing but plan. */
    interface Step<T> {
        Plan<T> plan(View view);
    }

    <T> T run(UserKey user, @Nullable ActionKey action, String actor, Step<T> step) {
        long[] drawn = wiring.random().numbers(2);
        return run(version(drawn[0], drawn[1]), user, action, actor, step);
    }

    /** The same under an id that was drawn already. */
    <T> T run(Version id, UserKey user, @Nullable ActionKey action, String actor, Step<T> step) {
        return new Run<>(id, user, action, actor, step).toTheEnd();
    }

    /** Reads without writing. */
    <T> T look(UserKey user, @Nullable ActionKey action, Function<View, T> reading) {
        try {
            return reading.apply(view(user, action, wiring.store().load(user, action), Version.ABSENT));
        } catch (CannotOpenException e) {
            throw MfaException.unreadable(e);
        }
    }

    private View view(UserKey user, @Nullable ActionKey action, Snapshot seen, Version id) {
        UserRecord record = seen.user();
        ActionRecord actionRecord = seen.action();
        // the keys that are stored already, so that what replaces a record does not bring them again
        return new View(
                wiring.now(),
                id,
                record == null ? user : record.key(),
                actionRecord == null ? action : actionRecord.key(),
                record == null ? null : StoredUser.of(record.payload()),
                seen.userVersion(),
                record == null ? Set.of() : record.indexes(),
                actionRecord == null ? null : StoredAction.of(actionRecord.payload()),
                seen.actionVersion(),
                wiring.settings().at(seen.settings()));
    }

    /** 128 random bits, but for one that keeps it from being {@link Version#ABSENT}. */
    static Version version(long high, long low) {
        return new Version(high, low | 1);
    }

    private final class Run<T> {
        private final UserKey user;
        private final @Nullable ActionKey action;
        private final String actor;
        private final Step<T> step;
        private final Version id;
        private final Retries retries;
        private @Nullable Commit sent;
        private @Nullable Plan<T> sentPlan;
        private List<String> known = List.of();
        private long erasing;

        Run(Version id, UserKey user, @Nullable ActionKey action, String actor, Step<T> step) {
            this.id = id;
            this.retries = new Retries(id.low());
            this.user = user;
            this.action = action;
            this.actor = actor;
            this.step = step;
        }

        T toTheEnd() {
            while (true) {
                try {
                    Plan<T> done = once();
                    if (done != null) {
                        return done.answer();
                    }
                } catch (MfaException e) {
                    if (e.kind() != MfaException.Kind.UNAVAILABLE || !retries.afterError()) {
                        throw e;
                    }
                    continue;
                }
                if (!retries.afterConflict()) {
                    throw new MfaException(MfaException.Kind.UNAVAILABLE, "others changed the user for too long", null);
                }
            }
        }

        /** One try; null after a conflict. */
        private @Nullable Plan<T> once() {
            View view = load();
            Commit before = sent;
            Plan<T> plan = sentPlan;
            if (before != null && plan != null && isApplied(before, view)) {
                return finished(plan, before);
            }
            Commit commit;
            if (before != null && plan != null && couldStillApply(before, view)) {
                commit = before;
            } else {
                plan = plan(view);
                if (plan.kind() == Plan.Kind.ANSWER || isNoted(view, plan)) {
                    return plan;
                }
                commit = commit(view, plan);
                known = known(view, plan);
                sent = commit;
                sentPlan = plan;
            }
            return switch (wiring.store().commit(commit)) {
                case APPLIED -> {
                    if (plan.kind() == Plan.Kind.NOTE) {
                        trailing.remember(view, actor, plan.events().get(0));
                    }
                    yield finished(plan, commit);
                }
                case STALE -> null;
                case CLAIM_TAKEN -> taken(plan);
            };
        }

        private boolean isNoted(View view, Plan<T> plan) {
            return plan.kind() == Plan.Kind.NOTE
                    && trailing.isNoted(view, actor, plan.events().get(0));
        }

        /** The answer, or null if another claim may do. */
        private @Nullable Plan<T> taken(Plan<T> plan) {
            sent = null;
            return plan.taken() == null ? null : Plan.answer(plan.taken());
        }

        /** Where the person is to hear of it: read before the change. */
        private List<String> known(View view, Plan<T> plan) {
            return trailing.concernsThePerson(plan.events()) ? Portraits.addresses(wiring, view) : List.of();
        }

        private View load() {
            try {
                return view(user, action, wiring.store().load(user, action), id);
            } catch (CannotOpenException e) {
                throw MfaException.unreadable(e);
            }
        }

        private Plan<T> plan(View view) {
            try {
                return step.plan(view);
            } catch (CannotOpenException e) {
                MfaException failure = MfaException.unreadable(e);
                EventDraft event = EventDraft.of("data.unreadable")
                        .with("keyId", e.keyId())
                        .with("reason", failure.kind().name());
                Commit note = Commit.insert(
                        id, view.key(), view.userVersion(), null, List.of(trailing.capped(view, actor, event)));
                if (wiring.store().commit(note) == Commit.Result.APPLIED) {
                    trailing.tell(note.events(), List.of());
                }
                throw failure;
            }
        }

        private Plan<T> finished(Plan<T> plan, Commit commit) {
            trailing.tell(commit.events(), known);
            return plan;
        }

        private boolean isApplied(Commit commit, View view) {
            if (commit.erase()) {
                return view.user() == null || view.user().incarnation() != erasing;
            }
            if (commit.next() != null) {
                return view.userVersion().equals(id)
                        || (view.user() != null && view.user().wrote(id));
            }
            return !commit.actions().isEmpty() && view.actionVersion().equals(id);
        }

        /** Whether the versions that it expects are still there. */
        private boolean couldStillApply(Commit commit, View view) {
            return view.userVersion().equals(commit.expected())
                    && (commit.actions().isEmpty()
                            || commit.actions().get(0).expected().equals(view.actionVersion()));
        }

        private Commit commit(View view, Plan<T> plan) {
            return switch (plan.kind()) {
                case ANSWER -> throw new IllegalArgumentException("an answer needs no commit");
                case NOTE ->
                    insert(
                            view,
                            null,
                            trailing.capped(view, actor, plan.events().get(0)));
                case INSERT ->
                    insert(
                            view,
                            record(view, Objects.requireNonNull(plan.action())),
                            trailing.insert(view, actor, plan.events().get(0)));
                case ERASE -> {
                    StoredUser gone = Objects.requireNonNull(view.user());
                    erasing = gone.incarnation();
                    yield Commit.erasure(
                            id,
                            view.key(),
                            view.userVersion(),
                            trailing.chain(view, gone, actor, plan.events()).events());
                }
                case WRITE -> write(view, plan, Objects.requireNonNull(plan.user()));
            };
        }

        private Commit insert(View view, @Nullable ActionRecord record, EventRecord event) {
            return Commit.insert(id, view.key(), view.userVersion(), record, List.of(event));
        }

        private Commit write(View view, Plan<T> plan, StoredUser next) {
            Trailing.Chained chained = trailing.chain(view, next, actor, plan.events());
            StoredUser written = next.after(view.userVersion(), chained.head());
            Set<io.mfaengine.store.Claim> indexes = plan.indexes() == null ? view.indexes() : plan.indexes();
            UserRecord record = new UserRecord(view.key(), id, indexes, written);
            List<Commit.ActionWrite> actions = plan.action() == null
                    ? List.of()
                    : List.of(new Commit.ActionWrite(record(view, plan.action()), view.actionVersion()));
            Commit commit = Commit.of(view.userVersion(), record, actions, chained.events());
            return plan.claims().isEmpty() && plan.releases().isEmpty()
                    ? commit
                    : commit.claiming(plan.claims(), plan.releases());
        }

        private ActionRecord record(View view, StoredAction next) {
            return new ActionRecord(
                    view.key(),
                    Objects.requireNonNull(view.actionKey()),
                    id,
                    Instant.ofEpochMilli(next.createdAt()),
                    next.state().name(),
                    expiry(next),
                    next);
        }

        /** Never while a review is open; and who settles one late still finds it settled. */
        private @Nullable Instant expiry(StoredAction next) {
            long settled = next.changedAt() + wiring.limit(Limit.ACTION_RETENTION);
            return next.state() == ActionState.REVIEW_REQUIRED
                    ? null
                    : Instant.ofEpochMilli(Math.max(next.expiresAt(), settled));
        }
    }
}
