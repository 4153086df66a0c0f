package io.mfaengine.testkit.engine;

import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Commit;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import io.mfaengine.testkit.PassingStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fails the n-th call, in one of several ways, once or from then on. Counts the calls. For one thread. */
final class FailingStore extends PassingStore {
    /** How a call fails. Each of them throws, but the last. */
    enum Fault {
        /** Nothing came of it. */
        NOT_DONE,
        /** It was done, and the reply was lost. */
        REPLY_LOST,
        /** A commit is done only after the next call; another call is not. */
        DONE_LATE,
        /** From this call on, each was done and no reply came. */
        NO_REPLY_ANY_MORE,
        /** From this call on, nothing is done. */
        DOWN,
        /** A commit reaches the store twice, and the second reply comes back. */
        TWICE;

        /** Whether it never ends. */
        boolean stays() {
            return this == DOWN || this == NO_REPLY_ANY_MORE;
        }
    }

    private final MfaStore store;
    private final Fault fault;
    private final int at;
    private int calls;
    private @Nullable Commit late;

    FailingStore(MfaStore store, Fault fault, int at) {
        super(store);
        this.store = store;
        this.fault = fault;
        this.at = at;
    }

    /** Whether there were so many calls that one met the fault. */
    boolean isHit() {
        return calls >= at;
    }

    /** Lets what was cut off arrive. */
    void settle() {
        Commit arriving = late;
        late = null;
        if (arriving != null) {
            Commit.Result ignored = store.commit(arriving);
            assert ignored != null;
        }
    }

    private <T> T call(Supplier<T> call, @Nullable Commit commit) {
        calls++;
        boolean once = calls == at;
        if (calls > at && fault == Fault.DONE_LATE) {
            T result = call.get();
            settle();
            return result;
        }
        return switch (fault) {
            case NOT_DONE -> {
                if (once) {
                    throw new Cut();
                }
                yield call.get();
            }
            case REPLY_LOST -> {
                T result = call.get();
                if (once) {
                    throw new Cut();
                }
                yield result;
            }
            case DONE_LATE -> {
                if (once) {
                    late = commit;
                    throw new Cut();
                }
                yield call.get();
            }
            case NO_REPLY_ANY_MORE -> {
                T result = call.get();
                if (isHit()) {
                    throw new Cut();
                }
                yield result;
            }
            case DOWN -> {
                if (isHit()) {
                    throw new Cut();
                }
                yield call.get();
            }
            case TWICE -> {
                T result = call.get();
                yield once && commit != null ? call.get() : result;
            }
        };
    }

    /** What a store throws whose connection is cut. */
    static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1;

        Cut() {
            super("the connection was cut");
        }
    }

    @Override
    public Snapshot load(UserKey user, @Nullable ActionKey action) {
        return call(() -> super.load(user, action), null);
    }

    @Override
    public Commit.Result commit(Commit commit) {
        return call(() -> super.commit(commit), commit);
    }

    @Override
    public Spending spend(List<Budget> budgets, Instant now) {
        return call(() -> super.spend(budgets, now), null);
    }

    @Override
    public Optional<SettingsRecord> settings(String tenant) {
        return call(() -> super.settings(tenant), null);
    }

    @Override
    public boolean saveSettings(SettingsRecord next, Version expected) {
        return call(() -> super.saveSettings(next, expected), null);
    }

    @Override
    public List<UserRecord> users(UserScan scan) {
        return call(() -> super.users(scan), null);
    }

    @Override
    public List<ActionRecord> actions(ActionScan scan) {
        return call(() -> super.actions(scan), null);
    }

    @Override
    public Map<String, Long> countActions(ActionScan scan, Instant until) {
        return call(() -> super.countActions(scan, until), null);
    }

    @Override
    public List<EventRecord> events(EventScan scan) {
        return call(() -> super.events(scan), null);
    }

    @Override
    public void forEachUser(String tenant, Consumer<UserKey> visitor) {
        calls++;
        if (calls == at || (isHit() && fault.stays())) {
            throw new Cut();
        }
        super.forEachUser(tenant, visitor);
    }

    @Override
    public int purge(Instant now, int limit) {
        return call(() -> super.purge(now, limit), null);
    }
}
