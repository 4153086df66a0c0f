package io.mfaengine.testkit;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store that does to its calls what networks and servers do: fails before or after the work is done, does it twice,
 * takes its time, and answers from the past. It counts what it is asked, too.
 *
 * <pre>{@code
 * FaultyStore store = FaultyStore.around(MemoryStore.create());
 * store.on(Call.COMMIT).next().losesItsReply();            // applied, and then an exception
 * store.on(Call.LOAD, Call.COMMIT).nth(3).fails();         // the third from now, nothing done
 * store.on(Call.SPEND).every().waits(latch::await);        // whatever the test does there
 * store.loadsLag(2);                                       // loads two commits old
 * assertThat(store.calls()).isZero();                      // nobody asked the store
 * }</pre>
 *
 * <p>Thread-safe, if the store in it is. Queries need a {@link QueryableStore} in it.
 */
public final class FaultyStore implements QueryableStore {
    private final MfaStore store;
    private final Faults faults = new Faults();
    private final Past past = new Past();
    private volatile int loadLag;
    private volatile int queryLag;

    private FaultyStore(MfaStore store) {
        this.store = store;
    }

    /** The methods of a store. */
    public enum Call {
        /** {@link MfaStore#load}. */
        LOAD,
        /** {@link MfaStore#commit}. */
        COMMIT,
        /** {@link MfaStore#spend}. */
        SPEND,
        /** {@link MfaStore#holder}. */
        HOLDER,
        /** {@link MfaStore#settings}. */
        SETTINGS,
        /** {@link MfaStore#saveSettings}. */
        SAVE_SETTINGS,
        /** {@link QueryableStore#users}. */
        USERS,
        /** {@link QueryableStore#actions}. */
        ACTIONS,
        /** {@link QueryableStore#countActions}. */
        COUNT_ACTIONS,
        /** {@link QueryableStore#events}. */
        EVENTS,
        /** {@link QueryableStore#forEachUser}. */
        FOR_EACH_USER,
        /** {@link QueryableStore#purge}. */
        PURGE
    }

    /** What a call that was told to fail throws: outcome unknown. */
    public static final class Fault extends RuntimeException {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message);
        }
    }

    /** Something that a test does in the middle of a call, such as to wait at a latch. */
    public interface Pause {
        /**
         * Runs in the thread of the call.
         *
         * @throws Exception which the call throws on as a {@link Fault}
         */
        void run() throws Exception;
    }

    /**
     * Wraps a store, and passes all calls on until it is told otherwise.
     *
     * @param store where the calls go; it is closed with this one
     * @return the wrapper
     */
    public static FaultyStore around(MfaStore store) {
        return new FaultyStore(store);
    }

    /**
     * Begins to say what happens to calls.
     *
     * @param calls which ones; none: all
     * @return what is to be completed
     */
    public Times on(Call... calls) {
        return new Times(calls.length == 0 ? EnumSet.allOf(Call.class) : EnumSet.copyOf(List.of(calls)));
    }

    /** Forgets all that was said of calls and lags, and goes on counting. */
    public void heal() {
        faults.clear();
        loadLag = 0;
        queryLag = 0;
    }

    /**
     * Lets loads answer with what was there before the user's last commits with a user record. The action is as old as
     * the user, or newer, as in any snapshot. Knows what was committed through this store.
     *
     * @param commits how many of them; 0: none, as at first
     */
    public void loadsLag(int commits) {
        loadLag = commits;
    }

    /**
     * Lets listings of users and actions show what was there before each user's last commits with a user record, as a
     * replica may. What was changed since and would not be found then is left out.
     *
     * @param commits how many of them; 0: none, as at first
     */
    public void queriesLag(int commits) {
        queryLag = commits;
    }

    /**
     * How many calls there were.
     *
     * @param calls of which methods; none: of all
     * @return how many, those that failed too, and one that was done twice once
     */
    public int calls(Call... calls) {
        return faults.count(calls.length == 0 ? EnumSet.allOf(Call.class) : EnumSet.copyOf(List.of(calls)));
    }

    /** Says which of the calls from now on are meant. */
    public final class Times {
        private final Set<Call> calls;

        private Times(Set<Call> calls) {
            this.calls = calls;
        }

        /**
         * The next one.
         *
         * @return what is to be completed
         */
        public Then next() {
            return nth(1);
        }

        /**
         * The n-th one from now.
         *
         * @param n which, from 1
         * @return what is to be completed
         */
        public Then nth(int n) {
            if (n < 1) {
                throw new IllegalArgumentException("n must be at least 1, it is " + n);
            }
            return new Then(calls, n);
        }

        /**
         * All of them, until {@link #heal}.
         *
         * @return what is to be completed
         */
        public Then every() {
            return new Then(calls, 0);
        }
    }

    /** Says what happens to them. */
    public final class Then {
        private final Set<Call> calls;
        private final int nth;

        private Then(Set<Call> calls, int nth) {
            this.calls = calls;
            this.nth = nth;
        }

        /** Throws a {@link Fault}, and nothing is done. */
        public void fails() {
            faults.add(calls, nth, Faults.Kind.FAIL, () -> {});
        }

        /** Is done, and then throws a {@link Fault}. */
        public void losesItsReply() {
            faults.add(calls, nth, Faults.Kind.LOSE_REPLY, () -> {});
        }

        /** Is done twice, as by a network that delivers twice; the answer is that of the first time. */
        public void isDoneTwice() {
            faults.add(calls, nth, Faults.Kind.TWICE, () -> {});
        }

        /**
         * Stops before it is done.
         *
         * @param pause what the test does there
         */
        public void waits(Pause pause) {
            faults.add(calls, nth, Faults.Kind.BEFORE, pause);
        }

        /**
         * Stops after it is done, and before the caller has the answer.
         *
         * @param pause what the test does there
         */
        public void waitsWithItsReply(Pause pause) {
            faults.add(calls, nth, Faults.Kind.AFTER, pause);
        }
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return faults.call(Call.LOAD, () -> past.before(store.load(user, action), user, action, loadLag));
    }

    @Override
    public Commit.Result commit(Commit commit) {
        return faults.call(Call.COMMIT, () -> past.noting(commit, store));
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return faults.call(Call.SPEND, () -> store.spend(budgets, now));
    }

    @Override
    public Optional<UserKey> holder(Claim claim) {
        return faults.call(Call.HOLDER, () -> store.holder(claim));
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return faults.call(Call.SETTINGS, () -> store.settings(tenant));
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return faults.call(Call.SAVE_SETTINGS, () -> store.saveSettings(next, expected));
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return faults.call(Call.USERS, () -> past.users(queryable().users(scan), scan, queryLag));
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return faults.call(Call.ACTIONS, () -> past.actions(queryable().actions(scan), scan, store, queryLag));
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        return faults.call(Call.COUNT_ACTIONS, () -> queryable().countActions(scan, until));
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return faults.call(Call.EVENTS, () -> queryable().events(scan));
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        Supplier<Boolean> visit = () -> {
            queryable().forEachUser(tenant, visitor);
            return true;
        };
        faults.call(Call.FOR_EACH_USER, visit);
    }

    @Override
    public int purge(Instant now, int limit) {
        return faults.call(Call.PURGE, () -> queryable().purge(now, limit));
    }

    private QueryableStore queryable() {
        if (store instanceof QueryableStore queryable) {
            return queryable;
        }
        throw new UnsupportedOperationException("the store in it is no QueryableStore");
    }

    @Override
    public void close() {
        store.close();
    }
}
