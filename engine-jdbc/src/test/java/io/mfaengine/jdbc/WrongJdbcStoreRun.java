package io.mfaengine.jdbc;

import io.mfaengine.store.QueryableStore;
import io.mfaengine.testkit.QueryableStoreContract;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract over one wrong store; {@link WrongJdbcStoreTest} starts it, and it is no test by itself. */
@ExtendWith(WrongJdbcStoreRun.Choice.class)
class WrongJdbcStoreRun extends QueryableStoreContract {
    static final String WHICH = "mfaengine.jdbc.wrong";

    private final WrongJdbcStore which;

    WrongJdbcStoreRun(WrongJdbcStore which) {
        this.which = which;
    }

    @Override
    protected QueryableStore newStore() {
        return which.open();
    }

    @Override
    public int rounds() {
        return 8;
    }

    static final class Choice implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == WrongJdbcStore.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return WrongJdbcStore.valueOf(
                    context.getConfigurationParameter(WHICH).orElseThrow());
        }
    }
}
