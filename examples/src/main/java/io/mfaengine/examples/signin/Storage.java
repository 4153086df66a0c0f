package io.mfaengine.examples.signin;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.jdbc.JdbcStoreException;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.model.Settings;
import io.mfaengine.store.MfaStore;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;

/**
 * What outlives the program: a store and the key that what is in it is sealed under.
 *
 * @param store where all is
 * @param keys what seals it
 * @param notice where that is, for people
 * @param end closes what it needs
 */
record Storage(MfaStore store, KeyRing keys, String notice, Runnable end) implements AutoCloseable {
    /** It takes H2 seconds to see that another program has the file, or had it and is gone. A server would give up sooner. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** It can't be used; the message says what to do. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    static Storage open(Options options) throws Unusable {
        if (options.isInMemory()) {
            return new Storage(
                    MemoryStore.create(),
                    KeyRing.generate(),
                    "All is kept in memory, sealed under a key made for this run.",
                    () -> {});
        }
        KeyFile key = key(options);
        HikariDataSource pool = pool(options);
        try {
            return new Storage(
                    JdbcStore.create(pool),
                    key.keys(),
                    "All is kept in " + options.place() + ", sealed under the key in\n" + key.path()
                            + (key.isNew() ? ", which was made just now." : "."),
                    pool::close);
        } catch (JdbcStoreException e) {
            pool.close();
            throw new Unusable(options.place() + " can't be used: " + e.getMessage(), e);
        }
    }

    private static KeyFile key(Options options) throws Unusable {
        try {
            return KeyFile.in(options.folder());
        } catch (FileSystemException e) {
            throw new Unusable(options.folder() + " must be a folder that can be read and written", e);
        } catch (IOException e) {
            throw new Unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private static HikariDataSource pool(Options options) {
        // what H2 opens for a second program is for this machine alone
        System.setProperty("h2.bindAddress", "127.0.0.1");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(options.jdbcUrl());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(PATIENCE.toMillis());
        // the store is asked first, and says more about what is wrong
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Refuses what was sealed under another key, before anybody is asked anything. */
    void check(MfaEngine mfa) throws Unusable {
        try {
            Settings ignored = mfa.operator("sign-in").settings();
        } catch (MfaException e) {
            throw new Unusable(
                    e.kind() == MfaException.Kind.KEY_MISSING
                            ? "what is there was sealed under another key: bring back its key file, or begin with another"
                                    + " database"
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        end.run();
    }
}
