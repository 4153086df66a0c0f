package io.mfaengine;

import io.mfaengine.Handles.Locator;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.Users.Profile;
import io.mfaengine.crypto.Sealing;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.ActionRecord;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.QueryableStore.ActionScan;
import io.mfaengine.store.UserKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Seals all that is stored under the ring's newest key, and counts what is sealed under which. */
final class Rekeying {
    private static final int PAGE = 100;

    private final Wiring wiring;
    private final Partition partition;

    Rekeying(Wiring wiring, Partition partition) {
        this.wiring = wiring;
        this.partition = partition;
    }

    /** What can't be opened stays as it is, for the report to count, and keeps nothing else from going on. */
    long rekey(LongConsumer progress) {
        long[] users = {0};
        long[] changed = {wiring.settings().rekey() ? 1 : 0};
        wiring.store().forEachUser(wiring.tenant(), user -> {
            changed[0] += unlessUnreadable(() -> rekey(user));
            forEachAction(user, record -> {
                if (!isNewest(StoredAction.of(record.payload()))) {
                    changed[0] += unlessUnreadable(() -> rekey(user, record.key()));
                }
            });
            progress.accept(++users[0]);
        });
        return changed[0];
    }

    private static long unlessUnreadable(LongSupplier rekeying) {
        try {
            return rekeying.getAsLong();
        } catch (MfaException e) {
            if (e.kind() == MfaException.Kind.UNAVAILABLE) {
                throw e;
            }
            return 0;
        }
    }

    Map<String, Long> report() {
        Map<String, Long> counts = new TreeMap<>();
        wiring.settings().read().sealed().forEach(part -> count(counts, part));
        wiring.store().forEachUser(wiring.tenant(), key -> {
            StoredUser user = user(key);
            if (user != null) {
                count(counts, user.profile().sealed());
                user.authenticators().forEach(a -> count(counts, a.data().sealed()));
                forEachAction(key, record -> {
                    StoredAction action = StoredAction.of(record.payload());
                    // a stranger's, from before an erasure, is never opened again
                    if (action.incarnation() == user.incarnation()) {
                        count(counts, action.details());
                        action.questions().forEach(q -> count(counts, q.asked().sealed()));
                    }
                });
            }
        });
        return counts;
    }

    private @Nullable StoredUser user(UserKey key) {
        return partition.look(key, null, Optional::of).map(View::user).orElse(null);
    }

    private static void count(Map<String, Long> counts, byte[] sealed) {
        if (sealed.length > 0) {
            counts.merge(Sealing.keyIdOf(sealed), 1L, Long::sum);
        }
    }

    private long rekey(UserKey key) {
        return partition.run(key, null, "engine", view -> {
            StoredUser user = view.user();
            if (user == null || isNewest(user)) {
                return Plan.answer(0L);
            }
            StoredUser next = user.profile(wiring.vault().reseal(user.profile(), key.userId(), Profile.PLACE));
            for (StoredAuthenticator authenticator : user.authenticators()) {
                SealedData data = wiring.vault().reseal(authenticator.data(), authenticator.place(key));
                next = next.change(authenticator.id(), before -> before.data(data));
            }
            return Plan.write(1L, next, null, List.of(EventDraft.of("user.rekeyed")));
        });
    }

    private long rekey(UserKey user, ActionKey key) {
        return partition.run(user, key, "engine", view -> {
            StoredAction action = view.ownAction();
            StoredUser owner = view.user();
            if (owner == null || action == null || isNewest(action)) {
                return Plan.answer(0L);
            }
            String[] place = {user.userId(), "details", key.action(), key.idempotencyKey()};
            StoredAction next = action.details().length == 0
                    ? action
                    : action.details(
                            wiring.vault().sealBytes(wiring.vault().openBytes(action.details(), place), place));
            Locator locator = new Locator(user, key, 0, 0, 0, "", 0);
            for (Question question : action.questions()) {
                next = next.with(
                        question.asked(wiring.vault().reseal(question.asked(), Verifying.place(locator, question))));
            }
            return Plan.write(1L, owner, next, List.of(EventDraft.of("action.rekeyed")));
        });
    }

    private void forEachAction(UserKey user, java.util.function.Consumer<ActionRecord> visitor) {
        QueryableStore store = wiring.store();
        ActionRecord last = null;
        List<ActionRecord> page;
        do {
            page = store.actions(new ActionScan(user.tenant(), user, Set.of(), null, null, last, PAGE));
            page.forEach(visitor);
            last = page.isEmpty() ? null : page.get(page.size() - 1);
        } while (page.size() == PAGE);
    }

    private boolean isNewest(StoredUser user) {
        return wiring.vault().isNewest(user.profile())
                && user.authenticators().stream().allMatch(a -> wiring.vault().isNewest(a.data()));
    }

    private boolean isNewest(StoredAction action) {
        return (action.details().length == 0 || wiring.vault().isNewest(action.details()))
                && action.questions().stream().allMatch(q -> wiring.vault().isNewest(q.asked()));
    }
}
