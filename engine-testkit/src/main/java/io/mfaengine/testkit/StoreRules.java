package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.Commit;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.MfaStore;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import org.jspecify.annotations.Nullable;

/** What every group of rules has at hand. */
interface StoreRules {
    /**
     * The store that is tested, empty when a test begins.
     *
     * @return the same one throughout a test
     */
    MfaStore store();

    /**
     * Another handle onto the same data, as another process would have.
     *
     * @return the same one throughout a test
     */
    MfaStore other();

    /**
     * How often a race is run, unless two seconds pass before.
     *
     * @return how many rounds
     */
    int rounds();

    /** How often a race is run that takes longer. */
    default int fewRounds() {
        return Math.min(rounds(), 10 + rounds() / 10);
    }

    /**
     * Whether an insert that races an erase of its user leaves nothing behind.
     *
     * @return whether that is tested
     */
    boolean erasureLocksOutInserts();

    /** Saves a user, whoever was there before, and gives the version. */
    @CanIgnoreReturnValue
    default Version saved(UserKey key, String payload) {
        Version id = version();
        applied(saving(current(key), user(key, id, payload)));
        return id;
    }

    default Version current(UserKey key) {
        return store().load(key, null).userVersion();
    }

    default void applied(Commit commit) {
        assertThat(store().commit(commit)).isEqualTo(Result.APPLIED);
    }

    default void stale(Commit commit) {
        assertThat(store().commit(commit)).isEqualTo(Result.STALE);
    }

    /** What a load through either handle shows; both have to show the same. */
    default String loaded(UserKey key, @Nullable ActionKey action) {
        String here = Records.shown(store().load(key, action));
        assertThat(Records.shown(other().load(key, action)))
                .as("what another handle sees")
                .isEqualTo(here);
        return here;
    }

    /** One of the two handles, in turn. */
    default MfaStore handle(int number) {
        return number % 2 == 0 ? store() : other();
    }
}
