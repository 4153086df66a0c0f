package io.mfaengine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract bites: every store that is wrong on purpose is rejected, by the tests that name what it breaks. */
class WrongStoreTest {
    @ParameterizedTest
    @EnumSource(WrongStore.class)
    void theContractRejects(WrongStore which) {
        List<? extends DiscoverySelector> named = which.caughtBy().stream()
                .map(name -> selectMethod(WrongStoreRun.class, name))
                .toList();
        assertThat(names(run(which, named).failed())).isEqualTo(which.caughtBy());
    }

    @Test
    @Tag("long")
    void everyTestOfTheContractRejectsSomeStore() {
        Set<String> all = new TreeSet<>();
        Set<String> bite = new TreeSet<>();
        for (WrongStore which : WrongStore.values()) {
            Events events = run(which, List.of(selectClass(WrongStoreRun.class)));
            all.addAll(names(events.started()));
            Set<String> failed = names(events.failed());
            assertThat(failed).as("%s", which).containsAll(which.caughtBy());
            bite.addAll(failed);
        }
        assertThat(bite).isEqualTo(all);
    }

    private static Events run(WrongStore which, List<? extends DiscoverySelector> selectors) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .configurationParameter(WrongStoreRun.WHICH, which.name())
                .execute()
                .testEvents();
    }

    private static Set<String> names(Events events) {
        return events.stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
