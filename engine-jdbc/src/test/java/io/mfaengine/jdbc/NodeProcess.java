package io.mfaengine.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.crypto.KeyRing;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** A node in a JVM of its own, which is killed without a word ({@code kill -9}). One line asks, one line answers. */
final class NodeProcess implements Node, AutoCloseable {
    private static final int THREADS = 32;

    private final String[] arguments;
    private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private Process process;
    private BufferedWriter out;

    NodeProcess(String url, byte[] key, Duration ahead) {
        arguments = new String[] {url, HexFormat.of().formatHex(key), ahead.toString()};
        start();
    }

    private void start() {
        try {
            String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            ProcessBuilder command = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    classes,
                    NodeProcess.class.getName());
            command.command().addAll(Arrays.asList(arguments));
            process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
            BufferedReader in = process.inputReader(StandardCharsets.UTF_8);
            if (!"READY".equals(in.readLine())) {
                throw new IllegalStateException("the node did not start");
            }
            Thread reader = new Thread(() -> read(in), "node");
            reader.setDaemon(true);
            reader.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader in) {
        try (in) {
            String line = in.readLine();
            while (line != null) {
                int space = line.indexOf(' ');
                CompletableFuture<String> asked = open.remove(Long.valueOf(line.substring(0, space)));
                if (asked != null) {
                    asked.complete(line.substring(space + 1));
                }
                line = in.readLine();
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public CompletableFuture<String> ask(Instant now, String... words) {
        long id = last.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(id, answer);
        synchronized (this) {
            try {
                out.write(id + " " + now + " " + String.join(" ", words) + "\n");
                out.flush();
            } catch (IOException e) {
                answer.complete(LOST);
            }
        }
        return answer;
    }

    /** Dies without a word: what is open is lost. */
    void kill() {
        process.destroyForcibly();
        try {
            int signal = process.waitFor() - 128;
            if (signal != 9) {
                throw new IllegalStateException("the node died of " + signal);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        open.values().forEach(answer -> answer.complete(LOST));
        open.clear();
    }

    void startAgain() {
        start();
    }

    @Override
    public void close() {
        kill();
    }

    /** The other process: the URL of the database, the key in hex, how far its clock is ahead. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        KeyRing keys = KeyRing.of("k", HexFormat.of().parseHex(arguments[1]));
        Desk desk = new Desk(pool(arguments[0]), keys, Duration.parse(arguments[2]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println("READY");
        String line = in.readLine();
        while (line != null) {
            String[] words = line.split(" ", -1);
            threads.execute(() -> {
                String answer = desk.answer(Instant.parse(words[1]), Arrays.copyOfRange(words, 2, words.length));
                synchronized (out) {
                    out.println(words[0] + " " + answer);
                    out.flush();
                }
            });
            line = in.readLine();
        }
        Runtime.getRuntime().halt(0);
    }

    static DataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        return new HikariDataSource(config);
    }
}
