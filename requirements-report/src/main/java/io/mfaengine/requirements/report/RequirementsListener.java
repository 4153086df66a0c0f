package io.mfaengine.requirements.report;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Collects the requirements that a module's passed tests cite. It works only where the build says where to write, in the system
 * property {@code mfaengine.requirements}, and only for a whole run: not for chosen tests ({@code -Dtest=…}), nor after a failure.
 */
public final class RequirementsListener implements TestExecutionListener {

    /** A test may run a test plan of its own, which is not the module's. */
    private static final AtomicBoolean RUNNING = new AtomicBoolean();

    private @Nullable Citations citations;
    private boolean failed;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        boolean wanted = root() != null && System.getProperty("test") == null;
        if (wanted && RUNNING.compareAndSet(false, true)) {
            citations = new Citations(plan);
            failed = false;
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (citations == null) {
            return;
        }
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed = true;
        } else if (test.isTest() && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
            citations.add(test);
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        Path root = root();
        if (citations == null || root == null) {
            return;
        }
        Citations finished = citations;
        citations = null;
        RUNNING.set(false);
        if (!failed) {
            Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
            new Report(root).write(module.getFileName().toString(), finished);
        }
    }

    private static @Nullable Path root() {
        String root = System.getProperty("mfaengine.requirements", "");
        return root.isBlank() ? null : Path.of(root);
    }
}
