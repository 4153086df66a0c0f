package io.mfaengine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.mfaengine.requirements.Requirement;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract bites: what people get wrong with JDBC is rejected, by the tests that name what it breaks. */
class WrongJdbcStoreTest {
    @ParameterizedTest
    @EnumSource(WrongJdbcStore.class)
    @Requirement({"R13", "R96"})
    void theContractRejects(WrongJdbcStore which) {
        DiscoverySelector[] named = which.caughtBy().stream()
                .map(name -> selectMethod(WrongJdbcStoreRun.class, name))
                .toArray(DiscoverySelector[]::new);
        Set<String> failed = EngineTestKit.engine("junit-jupiter")
                .selectors(named)
                .configurationParameter(WrongJdbcStoreRun.WHICH, which.name())
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor().getSource().orElseThrow())
                .map(source -> ((MethodSource) source).getMethodName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(failed).isEqualTo(which.caughtBy());
    }
}
