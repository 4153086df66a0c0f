package io.mfaengine.testkit;

import io.mfaengine.store.QueryableStore;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract over one wrong store; {@link WrongStoreTest} starts it, and it is no test by itself. */
@ExtendWith(WrongStoreRun.Choice.class)
class WrongStoreRun extends QueryableStoreContract {
    static final String WHICH = "mfaengine.testkit.wrong";

    private final WrongStore which;

    WrongStoreRun(WrongStore which) {
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
            return parameter.getParameter().getType() == WrongStore.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return WrongStore.valueOf(context.getConfigurationParameter(WHICH).orElseThrow());
        }
    }
}
