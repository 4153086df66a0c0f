package io.mfaengine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the engine keeps what it knows. Written for people who implement it: no transactions to manage, no clock, and a
 * conflict is a value.
 *
 * <p>Thread-safe. Any number of engines, in any number of processes, may use one database through it. A method that
 * throws says <em>outcome unknown</em>: what it was to write may be there or may still come. {@code MfaStoreContract} in
 * {@code engine-testkit} is the proof that an implementation keeps the contract.
 */
public interface MfaStore extends AutoCloseable {
    /**
     * Reads a user, one of their actions and the version of the settings, in one snapshot of the primary: the action is
     * never older than the user. Sees every commit that was {@link Commit.Result#APPLIED} before the call.
     *
     * @param user whose
     * @param action which action; null: none
     * @return what is there
     */
    Snapshot load(UserKey user, @Nullable ActionKey action);

    /**
     * Writes a commit, all or nothing, durable before it returns. A key that is there already is a result and never an
     * exception.
     *
     * @param commit what to write; see {@link Commit} for what has to hold
     * @return what came of it
     */
    Commit.Result commit(Commit commit);

    /**
     * Spends one from each of the budgets, in their order, and stops at the first that is exhausted. Atomic for each
     * budget: by {@link Budget#spend}, and a comparison of the bytes that were before.
     *
     * @param budgets distinct, sorted by tenant and key
     * @param now the engine's instant, whole milliseconds
     * @return whether all had something left
     */
    Spending spend(List<Budget> budgets, Instant now);

    /**
     * Who holds a claim, read from the primary.
     *
     * @param claim the value
     * @return the holder, empty if there is none
     */
    Optional<UserKey> holder(Claim claim);

    /**
     * Reads a tenant's settings from the primary.
     *
     * @param tenant whose
     * @return the settings, empty if none were saved
     */
    Optional<SettingsRecord> settings(String tenant);

    /**
     * Saves a tenant's settings, if they have the version expected.
     *
     * @param next the settings as they are to be
     * @param expected the version that they must have, {@link Version#ABSENT}: none may be there
     * @return whether they were saved
     */
    boolean saveSettings(SettingsRecord next, Version expected);

    /** Frees what the store itself made. Idempotent. */
    @Override
    void close();
}
