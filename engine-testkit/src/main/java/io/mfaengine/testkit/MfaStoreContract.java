package io.mfaengine.testkit;

import io.mfaengine.store.MfaStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What a store has to keep, as tests. Extend it in the tests of the store and give a factory:
 *
 * <pre>{@code
 * class MyStoreTest extends MfaStoreContract {
 *     @Override
 *     protected MfaStore newStore() {
 *         return new MyStore(emptyDatabase());
 *     }
 * }
 * }</pre>
 *
 * <p>A store that can be listed extends {@link QueryableStoreContract}, which has all of these tests too. The races run
 * 64 threads for at most 1,000 rounds or two seconds each.
 */
public abstract class MfaStoreContract
        implements CommitRules,
                InsertRules,
                EraseRules,
                ClaimRules,
                SettingsRules,
                TenantRules,
                KeyRules,
                PayloadRules,
                BudgetRules,
                SnapshotRules,
                RaceRules {
    private @Nullable MfaStore store;
    private @Nullable MfaStore other;

    /** For the tests of a store. */
    protected MfaStoreContract() {}

    /**
     * Makes a store that is empty. It is called before each test, and the store closed after it.
     *
     * @return a store without any record
     * @throws Exception if that fails, which fails the test
     */
    protected abstract MfaStore newStore() throws Exception;

    /**
     * Makes another handle onto the same data, as another process would have: with a pool and caches of its own. The
     * tests use both in turn. It is closed after the test if it isn't the same.
     *
     * @param store what {@link #newStore()} made
     * @return by default the same store
     * @throws Exception if that fails, which fails the test
     */
    protected MfaStore anotherHandle(MfaStore store) throws Exception {
        return store;
    }

    @Override
    public int rounds() {
        return 1000;
    }

    /**
     * Whether an insert that races an erase of its user leaves nothing behind. A store that can't lock the user may say
     * no; the engine then ignores what is left until it is purged.
     *
     * @return true by default
     */
    @Override
    public boolean erasureLocksOutInserts() {
        return true;
    }

    @Override
    public MfaStore store() {
        return Objects.requireNonNull(store, "store");
    }

    @Override
    public MfaStore other() {
        return Objects.requireNonNull(other, "other");
    }

    @BeforeEach
    final void openStore() throws Exception {
        MfaStore opened = newStore();
        store = opened;
        other = anotherHandle(opened);
    }

    @AfterEach
    final void closeStore() {
        if (other != null && other != store) {
            other.close();
        }
        if (store != null) {
            store.close();
            store.close();
        }
    }
}
