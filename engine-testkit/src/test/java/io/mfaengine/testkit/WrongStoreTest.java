package io.mfaengine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract bites: every store that is wrong on purpose is rejected, by the tests that name what it breaks. */
class WrongStoreTest {
    @ParameterizedTest
    @EnumSource(WrongStore.class)
    void theContractRejects(WrongStore which) {
        Set<String> failed = failing(which);
        System.out.println("@@ " + which + " " + failed);
        assertThat(failed).containsAll(which.caughtBy());
    }

    private static Set<String> failing(WrongStore which) {
        Set<String> failed = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(WrongStoreRun.class))
                .configurationParameter(WrongStoreRun.WHICH, which.name())
                .execute()
                .testEvents()
                .failed()
                .stream()
                .forEach(event -> event.getTestDescriptor()
                        .getSource()
                        .ifPresent(source -> failed.add(((MethodSource) source).getMethodName())));
        return failed;
    }
}
