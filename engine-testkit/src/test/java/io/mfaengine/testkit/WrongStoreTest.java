package io.mfaengine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * The contract bites: every store that is wrong on purpose is rejected, by the tests that name what it breaks, and every
 * test of the contract rejects some store.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WrongStoreTest {
    private final Set<WrongStore> rejected = EnumSet.noneOf(WrongStore.class);
    private final Set<String> bite = new TreeSet<>();
    private final Set<String> all = new TreeSet<>();

    @ParameterizedTest
    @EnumSource(WrongStore.class)
    void theContractRejects(WrongStore which) {
        EngineExecutionResults run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(WrongStoreRun.class))
                .configurationParameter(WrongStoreRun.WHICH, which.name())
                .execute();
        Set<String> failed = names(run.testEvents().failed());
        assertThat(failed).containsAll(which.caughtBy());
        rejected.add(which);
        bite.addAll(failed);
        all.addAll(names(run.testEvents().started()));
    }

    @AfterAll
    void everyTestOfTheContractRejectsSomeStore() {
        if (rejected.equals(EnumSet.allOf(WrongStore.class))) {
            assertThat(bite).isEqualTo(all);
        }
    }

    private static Set<String> names(Events events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
