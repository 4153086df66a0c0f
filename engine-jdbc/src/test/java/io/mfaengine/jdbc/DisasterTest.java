package io.mfaengine.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.requirements.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JVMs, the database and the line between them die at random moments, while two nodes whose clocks differ by ten seconds
 * serve the same people. The system properties {@code mfaengine.kills.jvm}, {@code mfaengine.kills.database} and
 * {@code mfaengine.cuts} say how often.
 */
class DisasterTest {
    private final long seed = Long.getLong("mfaengine.seed", System.nanoTime());

    @Test
    @Requirement({"I1", "I2", "I3", "R13", "R14", "R18", "R31", "R55", "R95"})
    void whatWasAcknowledgedOutlivesAnyJvmAndNothingIsAcceptedTwice() {
        int kills = Integer.getInteger("mfaengine.kills.jvm", 3);
        String url = PostgresServer.config(PostgresServer.newDatabase("ENCODING 'UTF8'"), 1)
                .getJdbcUrl();
        byte[] key = Trial.key();
        try (NodeProcess one = new NodeProcess(url, key, Node.AHEAD);
                NodeProcess two = new NodeProcess(url, key, Node.AHEAD.negated())) {
            Trial trial = new Trial(seed, NodeProcess.pool(url), key, List.of(one, two));
            trial.act(() -> {}, () -> {});
            for (int kill = 0; kill < kills; kill++) {
                NodeProcess victim = kill % 2 == 0 ? one : two;
                trial.act(
                        () -> {
                            pause(trial.moment(30_000));
                            victim.kill();
                        },
                        victim::startAgain);
                trial.act(() -> {}, () -> {});
            }
            trial.end();
            report(kills + " kills of a JVM", trial);
        }
    }

    @Test
    @Requirement({"I1", "I2", "I3", "R13", "R31", "R55", "R95"})
    void whatWasAcknowledgedOutlivesTheDatabase(@TempDir Path folder) {
        int kills = Integer.getInteger("mfaengine.kills.database", 1);
        byte[] key = Trial.key();
        try (KilledServer server = new KilledServer(folder.resolve("data"));
                NearNode one = new NearNode(NodeProcess.pool(server.url()), key, Node.AHEAD);
                NearNode two = new NearNode(NodeProcess.pool(server.url()), key, Node.AHEAD.negated())) {
            Trial trial = new Trial(seed, NodeProcess.pool(server.url()), key, List.of(one, two));
            for (int kill = 0; kill < kills; kill++) {
                trial.act(() -> {}, () -> {});
                trial.act(
                        () -> {
                            pause(trial.moment(20_000));
                            server.kill();
                        },
                        server::startAgain);
            }
            trial.end();
            report(kills + " kills of the database", trial);
        }
    }

    @Test
    @Requirement({"I1", "I2", "I3", "R13", "R31", "R55", "R95"})
    void whatWasAcknowledgedOutlivesTheLine() throws IOException {
        int cuts = Integer.getInteger("mfaengine.cuts", 6);
        byte[] key = Trial.key();
        Random random = new Random(seed);
        String database = PostgresServer.newDatabase("ENCODING 'UTF8'");
        try (CutLine line = new CutLine(PostgresServer.port());
                NearNode one = new NearNode(NodeProcess.pool(url(line, database)), key, Node.AHEAD);
                NearNode two = new NearNode(NodeProcess.pool(url(line, database)), key, Node.AHEAD.negated())) {
            Trial trial = new Trial(
                    seed, NodeProcess.pool(PostgresServer.config(database, 1).getJdbcUrl()), key, List.of(one, two));
            while (line.cuts() < cuts) {
                line.cut(CutLine.any(random), random.nextInt(12));
                trial.act(() -> {}, line::mend);
            }
            trial.end();
            report(line.cuts() + " cuts of the line", trial);
        }
    }

    private static String url(CutLine line, String database) {
        return "jdbc:postgresql://localhost:" + line.port() + "/" + database
                + "?user=postgres&sslmode=disable&gssEncMode=disable";
    }

    private void report(String what, Trial trial) {
        System.out.println(what + ": " + trial.acts() + " people signed in, " + trial.lost()
                + " answers lost, none wrong (seed " + seed + ")");
        assertThat(trial.acts()).isPositive();
    }

    /** Until a random moment of what is under way: microseconds. */
    private static void pause(int micros) {
        LockSupport.parkNanos(Duration.ofNanos(micros * 1_000L).toNanos());
    }
}
