package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Commit.Result;
import io.mfaengine.store.Payload;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A load is one snapshot: the action in it is never older than the user. */
interface SnapshotRules extends StoreRules {
    /** How many commits one writer makes in a round. */
    int WRITES = 25;

    @Test
    @Requirement("R96")
    default void anActionIsNeverOlderThanItsUser() {
        Race.rounds(fewRounds(), (race, round) -> {
            UserKey key = new UserKey(TENANT, "u" + round);
            AtomicBoolean over = new AtomicBoolean();
            assertThat(race.all(i -> {
                        if (i == 0) {
                            return moved(key, over);
                        }
                        if (i > 3) {
                            return "";
                        }
                        String torn = "";
                        while (!over.get() && torn.isEmpty()) {
                            torn = torn(handle(i).load(key, PAY));
                        }
                        return torn;
                    }))
                    .containsOnly("");
        });
    }

    /** User and action together, from 1 upwards. */
    private String moved(UserKey key, AtomicBoolean over) {
        try {
            Version before = Version.ABSENT;
            for (int n = 1; n <= WRITES; n++) {
                Version id = version();
                String text = Integer.toString(n);
                Result result =
                        store().commit(saving(before, user(key, id, text), write(before, action(key, PAY, id, text))));
                if (result != Result.APPLIED) {
                    return "the only writer was told " + result;
                }
                before = id;
            }
            return "";
        } finally {
            over.set(true);
        }
    }

    private static String torn(Snapshot seen) {
        int user = seen.user() == null ? 0 : number(seen.user().payload());
        int action = seen.action() == null ? 0 : number(seen.action().payload());
        return action < user ? "action " + action + " is older than its user " + user : "";
    }

    private static int number(Payload payload) {
        return Integer.parseInt(payload.text());
    }
}
