package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mfaengine.ActionQuery;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Outcome;
import io.mfaengine.web.operator.DayCounts.Day;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.portal.DayGraph;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The graph of actions by day, its figures, and the day that stands out. */
final class DayGraphTest {
    private static final String LOG = "/portal/acme/actions";

    private final PortalWorld world = new PortalWorld();
    private int last;

    @AfterEach
    void close() {
        world.close();
    }

    private void track(String code, int times) {
        for (int i = 0; i < times; i++) {
            Intent intent = Intent.user("usr_" + last % 3).action(code).idempotencyKey("k" + last++);
            assertThat(world.acme.track(intent).action().id()).isEqualTo(intent.id());
        }
    }

    /** What is tracked under these codes is blocked, or waits for a review. */
    private void outcomes() {
        var unused = world.acme
                .operator("jane")
                .updateSettings(settings -> settings.action("bad", action -> action.outcome(Outcome.BLOCK))
                        .action("odd", action -> action.outcome(Outcome.REVIEW)));
    }

    private void nextDay() {
        world.clock.move(Duration.ofDays(1));
    }

    private static List<String> rows(Seat seat) {
        String table = seat.html().replaceAll("(?s).*<section class=\"panel graph\".*?<tbody[^>]*>", "");
        return Pattern.compile("(?s)<tr.*?</tr>")
                .matcher(table.replaceAll("(?s)</tbody>.*", ""))
                .results()
                .map(MatchResult::group)
                .map(row -> row.replaceAll("<[^>]*>", "|").replaceAll("[|\\s]*[|][|\\s]*", "|"))
                .toList();
    }

    private static List<String> figures(Seat seat) {
        return Pattern.compile("<dt class=\"(?:passed|unfinished|failed)\">[^<]*</dt><dd>([^<]*)</dd>")
                .matcher(seat.html())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void days_are_counted_in_utc_and_today_is_so_far() {
        outcomes();
        track("pay", 3);
        track("bad", 1);
        nextDay();
        world.clock.move(Duration.ofHours(9).plusMinutes(22).plusSeconds(59));
        track("pay", 2);
        world.clock.move(Duration.ofSeconds(1));
        track("odd", 4);
        Seat ann = world.operator(Role.AUDITOR);
        ann.open(LOG);
        assertThat(rows(ann).subList(0, 3))
                .containsExactly("|27 Nov, so far|0|4|0|4|", "|26 Nov|2|0|0|2|", "|25 Nov|3|0|1|4|");
        assertThat(rows(ann)).hasSize(7);
        assertThat(figures(ann)).containsExactly("5", "4", "1");
        assertThat(ann.text()).contains("Last 7 days", "5 passed or allowed, 4 not finished, 1 failed or blocked.");
        assertThat(ann.html())
                .contains("role=\"img\" aria-labelledby=\"plot-title plot-text\"")
                .doesNotContain("style=\"");
    }

    @Test
    void the_graph_follows_the_filter_and_stays_with_its_tenant() {
        outcomes();
        track("pay", 3);
        track("bad", 2);
        nextDay();
        track("pay", 6);
        Seat ann = world.operator(Role.AUDITOR);
        assertThat(figures(ann.open(LOG + "?days=2"))).containsExactly("9", "0", "2");
        assertThat(rows(ann)).hasSize(2);
        assertThat(figures(ann.open(LOG + "?days=1"))).containsExactly("6", "0", "0");
        assertThat(ann.html()).doesNotContain("<svg role=\"img\"");
        assertThat(figures(ann.open(LOG + "?code=bad"))).containsExactly("0", "0", "2");
        assertThat(figures(ann.open(LOG + "?state=ALLOW"))).containsExactly("9", "0", "0");
        assertThat(figures(ann.open(LOG + "?user=usr_1"))).containsExactly("3", "0", "1");
        assertThat(figures(ann.open(LOG + "?user=nobody"))).containsExactly("0", "0", "0");
        assertThat(rows(ann.open(LOG + "?days=400"))).hasSize(30);
        assertThat(ann.open("/portal/bmart/actions").html()).doesNotContain("class=\"panel graph\"");
    }

    @Test
    void a_day_that_is_over_is_counted_again_after_ten_minutes() {
        outcomes();
        track("odd", 2);
        nextDay();
        Seat ann = world.operator(Role.AUDITOR);
        assertThat(figures(ann.open(LOG))).containsExactly("0", "2", "0");
        List<Action> waiting = world.acme.queryActions(ActionQuery.all());
        assertThat(world.acme.operator("jane").updateAction(waiting.get(0).id(), Action.Ruling.FAIL_REVIEW))
                .map(Action::state)
                .contains(ActionState.REVIEW_FAILED);
        track("odd", 1);
        world.clock.move(Duration.ofMinutes(10));
        assertThat(figures(ann.open(LOG))).containsExactly("0", "3", "0");
        world.clock.move(Duration.ofMillis(1));
        assertThat(figures(ann.open(LOG))).containsExactly("0", "2", "1");
    }

    @Test
    void the_day_that_stands_out_is_named_with_the_way_to_it() {
        outcomes();
        for (int failures : new int[] {2, 1, 7, 2}) {
            track("bad", failures);
            nextDay();
        }
        track("pay", 1);
        Seat ann = world.operator(Role.AUDITOR);
        ann.open(LOG + "?code=bad");
        assertThat(ann.text())
                .containsSubsequence("27 November stands out:", "7 failed or blocked, 7 times the usual.");
        assertThat(ann.html()).contains("27 November stands out: 7 failed or blocked, 7 times the usual.</desc>");
        String path = ann.html()
                .replaceAll("(?s).*href=\"([^\"]*)\">Show that day.*", "$1")
                .replace("&amp;", "&");
        assertThat(ann.open(path).text()).contains("27 Nov 14:", "25 Nov 14:").doesNotContain("28 Nov", "by day");
    }

    @ParameterizedTest
    @CsvSource({
        "2 2 2 2 5,''",
        "2 2 2 2 6,'5 May, so far stands out: 6 failed or blocked, 3 times the usual.'",
        "2 2 8 2 0,'3 May stands out: 8 failed or blocked, 4 times the usual.'",
        "0 0 0 2 0,''",
        "0 0 3 0 0,'3 May stands out: 3 failed or blocked, usually none.'",
        "2 9 0,''",
        "1 1 9 9 9,'3 May stands out: 9 failed or blocked, 9 times the usual.'",
    })
    void a_day_stands_out_from_three_times_the_median_on(String failures, String expected) {
        List<Day> days = new ArrayList<>();
        List<String> counts = Arrays.asList(failures.split(" ", -1));
        for (int i = 0; i < counts.size(); i++) {
            boolean today = i == counts.size() - 1;
            days.add(new Day(LocalDate.of(2026, 5, i + 1), 100, 0, Long.parseLong(counts.get(i)), false, today, true));
        }
        DayGraph.Finding found = drawn(days, 1_000).finding();
        assertThat(found == null ? "" : found.day() + " " + found.told()).isEqualTo(expected);
    }

    private static DayGraph drawn(List<Day> days, int most) {
        return new DayDrawing(Languages.portal(), days, most).draw(day -> "/", true);
    }

    @Test
    void a_day_with_more_than_can_be_counted_says_so() {
        track("pay", 5);
        nextDay();
        DayCounts counts = new DayCounts(3, 100);
        ActionFilter all = new ActionFilter("", "", "", "", 0);
        List<Day> days = counts.count(world.acme, world.acme.operator("jane"), all, 3);
        assertThat(days).extracting(Day::passed).containsExactly(0L, 3L, 0L);
        assertThat(days).extracting(Day::cut).containsExactly(false, true, false);
        DayGraph graph = drawn(days, counts.most());
        assertThat(graph.hint()).isEqualTo("Some days have more than 3 actions: only so many of a day are counted.");
        assertThat(graph.figures().get(0).number()).isEqualTo("at least 3");
        assertThat(graph.rows().get(1).all()).isEqualTo("at least 3");
    }

    @Test
    void one_look_counts_no_more_than_it_may_and_the_next_one_goes_on() {
        ActionFilter all = new ActionFilter("", "", "", "", 0);
        for (int day = 0; day < 4; day++) {
            track("pay", 3);
            nextDay();
        }
        DayCounts counts = new DayCounts(100, 5);
        assertThat(counts.count(world.acme, world.acme.operator("jane"), all, 5))
                .extracting(Day::known, Day::passed)
                .containsExactly(tuple(false, 0L), tuple(false, 0L), tuple(true, 3L), tuple(true, 3L), tuple(true, 0L));
        List<Day> next = counts.count(world.acme, world.acme.operator("jane"), all, 5);
        assertThat(next).extracting(Day::passed).containsExactly(3L, 3L, 3L, 3L, 0L);
        DayGraph half = drawn(counts.count(world.acme, world.acme.operator("jane"), all, 6), 100);
        assertThat(half.hint()).isNull();
        world.clock.move(Duration.ofMinutes(11));
        DayGraph more = drawn(counts.count(world.acme, world.acme.operator("jane"), all, 9), 100);
        assertThat(more.hint()).isEqualTo("Some days are not counted yet: look again.");
        assertThat(more.figures().get(0).number()).isEqualTo("at least 12");
        assertThat(more.rows().get(8).all()).isEqualTo("–");
        assertThat(more.finding()).isNull();
    }

    @Test
    void the_parts_of_a_bar_lie_on_each_other_and_none_is_too_thin_to_see() {
        DayGraph graph = drawn(
                List.of(
                        new Day(LocalDate.of(2026, 5, 1), 1_000, 1, 1, false, false, true),
                        new Day(LocalDate.of(2026, 5, 2), 0, 500, 0, false, true, true)),
                1_000_000);
        assertThat(graph.scale()).containsExactly("2,000", "1,000", "0");
        assertThat(graph.bars())
                .containsExactly(
                        new DayGraph.Bar("passed", 19, 83, 32, 75),
                        new DayGraph.Bar("unfinished", 19, 80, 32, 2),
                        new DayGraph.Bar("failed", 19, 77, 32, 2),
                        new DayGraph.Bar("unfinished", 89, 120, 32, 38));
    }

    @Test
    void actions_are_sought_by_the_type_that_passed_them_as_far_as_a_page_may_read() {
        world.withApp(world.acme, "usr_old");
        track("pay", Sought.MOST - 2);
        Seat ann = world.operator(Role.AUDITOR);
        String path = LOG + "?type=AUTHENTICATOR_APP";
        assertThat(ann.open(path).text())
                .contains("enroll", "Authenticator app")
                .doesNotContain("looked at");
        track("pay", 2);
        assertThat(ann.open(path).text())
                .contains("None of the 3,000 actions that were looked at matches, back to 25 Nov 2026, 14:38:00")
                .contains("Days are counted whatever the method.", "3,001")
                .doesNotContain("usr_old");
        String older = ann.html()
                .replaceAll("(?s).*href=\"([^\"]*after=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(ann.open(older).text())
                .contains("usr_old", "Authenticator app")
                .doesNotContain("looked at");
        assertThat(ann.open(LOG + "?type=SMS&days=1").text()).contains("None of the 3,000 actions");
        assertThat(ann.open(LOG + "?type=SMS&code=enroll").text()).contains("Nothing matches:", "enroll, Text message");
    }
}
