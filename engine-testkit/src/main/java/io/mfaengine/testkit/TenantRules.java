package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.ADA;
import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.PAY;
import static io.mfaengine.testkit.Records.TENANT;
import static io.mfaengine.testkit.Records.action;
import static io.mfaengine.testkit.Records.claim;
import static io.mfaengine.testkit.Records.inserting;
import static io.mfaengine.testkit.Records.saving;
import static io.mfaengine.testkit.Records.settings;
import static io.mfaengine.testkit.Records.shown;
import static io.mfaengine.testkit.Records.user;
import static io.mfaengine.testkit.Records.version;
import static io.mfaengine.testkit.Records.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.store.Budget;
import io.mfaengine.store.Claim;
import io.mfaengine.store.Commit;
import io.mfaengine.store.SettingsRecord;
import io.mfaengine.store.Spending;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.Version;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two tenants share nothing. */
interface TenantRules extends StoreRules {
    /** Another tenant, and in it the user of the same id. */
    String ELSEWHERE = "globex";

    /** The user of the same id in the other tenant. */
    UserKey THEIR_ADA = new UserKey(ELSEWHERE, ADA.userId());

    @Test
    default void usersAndActionsOfTwoTenantsAreSeparate() {
        Version one = version();
        applied(saving(Version.ABSENT, user(ADA, one, "1"), write(Version.ABSENT, action(ADA, PAY, one, "p"))));
        String before = loaded(ADA, PAY);
        assertThat(loaded(THEIR_ADA, PAY)).isEqualTo("no user, no action, settings ");
        stale(saving(one, user(THEIR_ADA, version(), "theirs")));
        applied(inserting(THEIR_ADA, Version.ABSENT, PAY, "theirs"));
        Version theirs = saved(THEIR_ADA, "theirs");
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
        applied(Commit.erasure(version(), THEIR_ADA, theirs, List.of()));
        assertThat(loaded(ADA, PAY)).isEqualTo(before);
    }

    @Test
    default void claimsOfTwoTenantsAreSeparate() {
        Claim theirs = new Claim(ELSEWHERE, "x");
        applied(saving(Version.ABSENT, user(ADA, version(), "1")).claiming(Set.of(claim("x")), Set.of()));
        assertThat(store().holder(theirs)).isEmpty();
        applied(saving(Version.ABSENT, user(THEIR_ADA, version(), "1")).claiming(Set.of(theirs), Set.of()));
        assertThat(store().holder(claim("x"))).contains(ADA);
        assertThat(store().holder(theirs)).contains(THEIR_ADA);
        applied(Commit.erasure(version(), THEIR_ADA, current(THEIR_ADA), List.of()));
        assertThat(store().holder(claim("x"))).contains(ADA);
    }

    @Test
    default void settingsOfTwoTenantsAreSeparate() {
        SettingsRecord ours = settings(TENANT, version(), "ours");
        SettingsRecord theirs = settings(ELSEWHERE, version(), "theirs");
        assertThat(store().saveSettings(ours, Version.ABSENT)).isTrue();
        assertThat(store().settings(ELSEWHERE)).isEmpty();
        assertThat(store().load(THEIR_ADA, null).settings()).isEqualTo(Version.ABSENT);
        assertThat(store().saveSettings(theirs, Version.ABSENT)).isTrue();
        assertThat(store().settings(TENANT).map(Records::shown)).contains(shown(ours));
        assertThat(store().load(ADA, null).settings()).isEqualTo(ours.version());
        assertThat(store().load(THEIR_ADA, null).settings()).isEqualTo(theirs.version());
    }

    @Test
    default void budgetsOfTwoTenantsAreSeparate() {
        Budget ours = new Budget(TENANT, "sms", 1, Duration.ofHours(1));
        Budget theirs = new Budget(ELSEWHERE, "sms", 1, Duration.ofHours(1));
        assertThat(store().spend(List.of(ours), NOW)).isInstanceOf(Spending.Spent.class);
        assertThat(store().spend(List.of(theirs), NOW)).isInstanceOf(Spending.Spent.class);
        assertThat(store().spend(List.of(ours), NOW)).isInstanceOf(Spending.Exhausted.class);
        assertThat(store().spend(List.of(theirs), NOW)).isInstanceOf(Spending.Exhausted.class);
    }
}
