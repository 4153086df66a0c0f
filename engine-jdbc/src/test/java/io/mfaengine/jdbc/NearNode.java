package io.mfaengine.jdbc;

import io.mfaengine.crypto.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** A node in this JVM, whose database or line to it is what dies. */
final class NearNode implements Node, AutoCloseable {
    private final Desk desk;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);

    NearNode(DataSource dataSource, byte[] key, Duration ahead) {
        desk = new Desk(dataSource, KeyRing.of("k", key), ahead);
    }

    @Override
    public CompletableFuture<String> ask(Instant now, String... words) {
        return CompletableFuture.supplyAsync(() -> desk.answer(now, words), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> {});
    }
}
