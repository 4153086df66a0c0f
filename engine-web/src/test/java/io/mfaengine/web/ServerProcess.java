package io.mfaengine.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.model.Secret;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import javax.sql.DataSource;

/** A server in a JVM of its own, on a database that it shares, at an instant that stands still. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    final URI url;

    ServerProcess(String database, byte[] key, Instant now) {
        try {
            this.process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx300m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            ServerProcess.class.getName(),
                            database,
                            HexFormat.of().formatHex(key),
                            now.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            this.url = URI.create(process.inputReader(StandardCharsets.UTF_8).readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without recovery codes: to make them takes so long that a race of first enrolments would be about that. */
    static MfaEngine engine(String database, byte[] key, Instant now) {
        return MfaEngine.builder(JdbcStore.create(pool(database)), KeyRing.of("k", key))
                .clock(() -> now)
                .method(AuthenticatorApp.of("Acme"))
                .build();
    }

    private static DataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The other process: the URL of the database, the key in hex, the instant. It ends when nobody listens any more. */
    public static void main(String[] arguments) throws IOException {
        MfaEngine mfa = engine(arguments[0], HexFormat.of().parseHex(arguments[1]), Instant.parse(arguments[2]));
        Tenant tenant = Tenant.of(mfa, SecretKeys.of(Secret.of(World.KEY))).validatesStrictly();
        MfaServer server = MfaServer.start(MfaHttp.builder(tenant).build(), 0);
        PrintStream out = System.out;
        out.println(server.url());
        out.flush();
        if (System.in.read() < 0) {
            Runtime.getRuntime().halt(0);
        }
    }
}
