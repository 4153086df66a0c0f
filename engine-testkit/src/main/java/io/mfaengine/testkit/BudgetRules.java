package io.mfaengine.testkit;

import static io.mfaengine.testkit.Records.NOW;
import static io.mfaengine.testkit.Records.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.Budget;
import io.mfaengine.store.Spending;
import io.mfaengine.store.Spending.Exhausted;
import io.mfaengine.store.Spending.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Budgets: never more than the limit in any window. */
interface BudgetRules extends StoreRules {
    @Test
    @Requirement("R36")
    default void aBudgetIsSpentToItsLimitAndFreeAgainWhenItSaysSo() {
        Budget budget = new Budget(TENANT, "sms", 3, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(handle(i).spend(List.of(budget), NOW.plusSeconds(i))).isEqualTo(new Spent());
        }
        Spending refused = store().spend(List.of(budget), NOW.plusSeconds(3));
        assertThat(refused).isInstanceOf(Exhausted.class);
        assertThat(((Exhausted) refused).which()).isEqualTo(budget);
        Instant until = ((Exhausted) refused).until();
        assertThat(until).isBetween(NOW.plus(Duration.ofMinutes(60)), NOW.plus(Duration.ofMinutes(65)));
        assertThat(other().spend(List.of(budget), until.minusMillis(1)))
                .as("just before %s", until)
                .isEqualTo(refused);
        assertThat(other().spend(List.of(budget), until)).isEqualTo(new Spent());
    }

    @Test
    default void spendingStopsAtTheFirstBudgetThatIsExhausted() {
        Budget a = new Budget(TENANT, "a", 9, Duration.ofHours(1));
        Budget b = new Budget(TENANT, "b", 1, Duration.ofHours(1));
        Budget c = new Budget(TENANT, "c", 1, Duration.ofHours(1));
        Budget d = new Budget(TENANT, "d", 1, Duration.ofHours(1));
        assertThat(store().spend(List.of(b), NOW)).isEqualTo(new Spent());
        assertThat(store().spend(List.of(c), NOW)).isEqualTo(new Spent());
        assertThat(store().spend(List.of(a, b, c, d), NOW))
                .isInstanceOfSatisfying(
                        Exhausted.class,
                        exhausted -> assertThat(exhausted.which()).isEqualTo(b));
        assertThat(store().spend(List.of(d), NOW)).as("what comes after it").isEqualTo(new Spent());
    }

    @Test
    default void severalBudgetsAreSpentTogether() {
        Budget hour = new Budget(TENANT, "hour", 2, Duration.ofHours(1));
        Budget tens = new Budget(TENANT, "ten minutes", 1, Duration.ofMinutes(10));
        assertThat(store().spend(List.of(hour, tens), NOW)).isEqualTo(new Spent());
        Instant later = NOW.plus(Duration.ofMinutes(11));
        assertThat(store().spend(List.of(hour, tens), later)).isEqualTo(new Spent());
        assertThat(store().spend(List.of(hour), later)).isInstanceOf(Exhausted.class);
        assertThat(store().spend(List.of(tens), later)).isInstanceOf(Exhausted.class);
    }

    @Test
    default void spendingFromNoBudgetIsSpent() {
        assertThat(store().spend(List.of(), NOW)).isEqualTo(new Spent());
    }

    @Test
    default void aClockThatRunsBackGivesNothingBack() {
        Budget budget = new Budget(TENANT, "sms", 2, Duration.ofHours(1));
        assertThat(store().spend(List.of(budget), NOW)).isEqualTo(new Spent());
        assertThat(store().spend(List.of(budget), NOW.minus(Duration.ofMinutes(30))))
                .isEqualTo(new Spent());
        assertThat(store().spend(List.of(budget), NOW.minus(Duration.ofMinutes(50))))
                .isInstanceOf(Exhausted.class);
        assertThat(store().spend(List.of(budget), NOW.plus(Duration.ofMinutes(59))))
                .isInstanceOf(Exhausted.class);
        assertThat(store().spend(List.of(budget), NOW.plus(Duration.ofMinutes(65))))
                .isEqualTo(new Spent());
    }

    @Test
    @Requirement("R36")
    default void noWindowEverHasMoreThanTheLimitThoughTheClockGoesBackByUpToAWindow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Budget budget = new Budget(TENANT, "random", 5, Duration.ofMinutes(10));
        List<Instant> spent = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 400; i++) {
            now = now.plusMillis(random.nextInt(8) == 0 ? -random.nextInt(200_000) : random.nextInt(120_000));
            Instant last = spent.isEmpty() ? now : spent.get(spent.size() - 1);
            now = now.isBefore(last.minus(budget.window())) ? last.minus(budget.window()) : now;
            Instant counted = now.isBefore(last) ? last : now;
            String where = "step " + i + " of seed " + seed;
            if (handle(i).spend(List.of(budget), now) instanceof Exhausted exhausted) {
                assertThat(since(spent, counted.minus(Duration.ofMinutes(10)).minusSeconds(50)))
                        .as("%s refused too early", where)
                        .isGreaterThanOrEqualTo(5);
                assertThat(exhausted.until()).as(where).isAfter(now);
            } else {
                spent.add(counted);
                assertThat(since(spent, counted.minus(Duration.ofMinutes(10))))
                        .as("%s let through too many", where)
                        .isLessThanOrEqualTo(5);
            }
        }
        assertThat(spent).hasSizeGreaterThan(50);
    }

    private static int since(List<Instant> spent, Instant from) {
        return (int) spent.stream().filter(instant -> !instant.isBefore(from)).count();
    }
}
