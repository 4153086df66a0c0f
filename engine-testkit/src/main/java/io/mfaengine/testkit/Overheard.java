package io.mfaengine.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Hears all that {@code java.util.logging} says at the finest level while it is open, and what a test adds, so that a
 * test can find that no secret is in it (R91). Thread-safe; but there is one log, so not more than one at a time.
 */
public final class Overheard implements AutoCloseable {
    private static final int CODE_LENGTH = 6;

    private final StringBuilder all = new StringBuilder();
    private final Logger root = Logger.getLogger("");
    private final Level before = root.getLevel();
    private final Handler[] others = root.getHandlers();
    private final Handler ear = new Ear();

    /** Starts to hear; nobody else does until it is closed. */
    public Overheard() {
        for (Handler other : others) {
            root.removeHandler(other);
        }
        root.setLevel(Level.ALL);
        root.addHandler(ear);
    }

    /**
     * Adds what values print of themselves.
     *
     * @param values the values
     */
    public synchronized void add(Object... values) {
        for (Object value : values) {
            all.append(value).append('\n');
        }
    }

    /**
     * Adds what a call gives or throws, with its stack trace.
     *
     * @param call the call
     */
    public void thrown(Supplier<?> call) {
        try {
            add(call.get());
        } catch (RuntimeException e) {
            add(trace(e));
            if (e instanceof MfaException failure) {
                add(failure.kind());
            }
        }
    }

    /**
     * All that was heard.
     *
     * @return the text
     */
    public synchronized String all() {
        return all.toString();
    }

    /**
     * Demands that none of the secrets was heard, in upper or lower case.
     *
     * @param secrets the secrets; of six characters only as a word, since ids hold such by chance
     * @throws AssertionError if one was
     */
    public void saysNoneOf(Collection<String> secrets) {
        String heard = all().toLowerCase(Locale.ROOT);
        assertThat(secrets).isNotEmpty().allSatisfy(secret -> {
            if (secret.length() == CODE_LENGTH) {
                assertThat(heard).doesNotContainPattern("(?<![0-9a-z])" + secret + "(?![0-9a-z])");
            } else {
                assertThat(heard).doesNotContain(secret.toLowerCase(Locale.ROOT));
            }
        });
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Hears no more; others do again. */
    @Override
    public void close() {
        root.removeHandler(ear);
        root.setLevel(before);
        for (Handler other : others) {
            root.addHandler(other);
        }
    }

    private final class Ear extends Handler {
        Ear() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            add(record.getLevel(), record.getLoggerName(), record.getMessage());
            if (record.getParameters() != null) {
                add(record.getParameters());
            }
            if (record.getThrown() != null) {
                add(trace(record.getThrown()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
