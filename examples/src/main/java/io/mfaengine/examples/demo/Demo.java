package io.mfaengine.examples.demo;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.examples.senders.Senders;
import io.mfaengine.jdbc.JdbcStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.MfaServlet;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Deed;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.h2.jdbcx.JdbcConnectionPool;

/** A shop at http://localhost:8080, with an engine on an embedded database; both are in the folder target/demo. */
public final class Demo implements AutoCloseable {
    private static final String NAME = "Corner Shop";

    private final Server server;
    private final MfaEngine mfa;
    private final JdbcConnectionPool database;
    private final URI base;
    private final MfaHttp portal;

    private Demo(Server server, MfaEngine mfa, JdbcConnectionPool database, URI base, MfaHttp portal) {
        this.server = server;
        this.mfa = mfa;
        this.database = database;
        this.base = base;
        this.portal = portal;
    }

    /**
     * Starts the shop, and runs until it is stopped.
     *
     * @param args the port, 8080 by default
     * @throws Exception if it can't be started: the port is taken, or the folder can't be written
     */
    public static void main(String[] args) throws Exception {
        int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
        try (Demo demo = start(Path.of("target", "demo"), port, System.getenv())) {
            System.out.println("\n  The shop is open: " + demo.url() + "   (Ctrl+C closes it)");
            System.out.println("  Its operators' portal: "
                    + demo.setUpLink().map(link -> "set it up at " + link).orElse(demo.url() + "/ops/portal") + "\n");
            demo.server.join();
        }
    }

    /** Opens the shop on a port. Messages go to the outbox, unless the environment names a provider. */
    static Demo start(Path folder, int port, Map<String, String> environment) throws Exception {
        URI base = URI.create("http://localhost:" + port);
        Files.createDirectories(folder);
        KeyRing keys = keys(folder.resolve("key"));
        JdbcConnectionPool database = JdbcConnectionPool.create(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("shop"), "shop", "");
        Outbox outbox = new Outbox(InstantSource.system());
        Senders senders =
                Senders.of(NAME, environment, new Senders(outbox.sms(), outbox.email()), InstantSource.system());
        URI pages = base.resolve("/mfa");

        MfaStore store = JdbcStore.create(database);
        MfaEngine mfa = MfaEngine.builder(store, keys)
                .pages(pages)
                .method(AuthenticatorApp.of(NAME))
                .method(SmsCode.of(NAME, senders.sms(), "NZ", "AU", "DE", "FR", "GB", "US"))
                .method(EmailCode.of(NAME, senders.email()))
                .method(EmailLink.of(NAME, senders.email(), URI.create(pages + "/link")))
                .method(RecoveryCodes.of())
                .build();
        // who has no second step signs in without; sending money asks for one
        var unused = mfa.operator("demo")
                .updateSettings(settings ->
                        settings.action("sign-in", action -> action.whenNotEnrolled(WhenNotEnrolled.ALLOW)));

        Branding branding = Branding.named(NAME)
                .colour("#1c4f8f")
                .deed("transfer", "en", Deed.of("Send {amount} to {payee}", "Send it"))
                .deed("sign-in", "en", Deed.of("Sign in", "Sign in"))
                .deed("settings", "en", Deed.of("Look after your second steps", "Show them"));
        Tenant tenant = Tenant.of(mfa, SecretKeys.of(secret())).pages(pages);
        MfaHttp http = MfaHttp.builder(tenant).pages(Pages.of(keys, branding)).build();
        MfaHttp portal = DemoPortal.open(base.resolve("/ops"), store, keys, senders.email(), secret(), tenant);

        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("localhost");
        connector.setPort(port);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new MfaServlet(http)), "/mfa/*");
        context.addServlet(new ServletHolder(new MfaServlet(portal)), "/ops/*");
        context.addServlet(new ServletHolder(new Style()), "/shop.css");
        context.addServlet(new ServletHolder(new Shop(base, new Gate(mfa), outbox)), "/*");
        server.setHandler(context);
        server.start();
        return new Demo(server, mfa, database, base, portal);
    }

    /** A real application keeps its key apart from its database. */
    private static KeyRing keys(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Files.writeString(file, HexFormat.of().formatHex(fresh));
        }
        return KeyRing.of("demo", HexFormat.of().parseHex(Files.readString(file).strip()));
    }

    /** Nobody calls the Server API here: the engine is in the same process. */
    private static Secret secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(HexFormat.of().formatHex(bytes));
    }

    URI url() {
        return base;
    }

    /** How the portal's first owner comes in; empty once there is one. Their mail is in the shop's outbox. */
    Optional<URI> setUpLink() {
        return portal.setUpLink(DemoPortal.OWNER);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server can't be stopped", e);
        }
        mfa.close();
        database.dispose();
    }
}
