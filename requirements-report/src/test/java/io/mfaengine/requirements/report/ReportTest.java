package io.mfaengine.requirements.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ReportTest {

    @Test
    void numbers_are_sorted_as_numbers_and_uncited_ones_are_open() {
        SortedSet<String> tests = new TreeSet<>(java.util.List.of("`B#y`", "`A#x`", "~HTest", "~GTest"));

        String table = Report.table(
                Map.of("R10", "ten", "R2", "two", "I1", "one"), Map.of("R2", tests, "R101", new TreeSet<>(tests)));

        assertThat(table).endsWith("""
                        | R2 | two | `A#x`, `B#y`; rules by GTest, HTest |
                        | R10 | ten | open |
                        | R101 | **no such requirement** | `A#x`, `B#y`; rules by GTest, HTest |
                        | I1 | one | open |
                        """);
    }
}
