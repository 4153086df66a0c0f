package io.mfaengine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import io.mfaengine.web.Caller.Answer;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two tenants on one server and one store: each key opens its own, and what is the other's is not there. */
final class TenantsTest {
    private static final String OTHER_KEY = "sk_other_0123456789abcdefghij";

    private final World world = new World();
    private final MemoryStore store = MemoryStore.create();
    private final KeyRing ring = KeyRing.generate();
    private final MfaEngine one = world.engine(store, ring).tenant("one").build();
    private final MfaEngine other = world.engine(store, ring).tenant("other").build();
    private final MfaServer server = MfaServer.start(
            MfaHttp.builder(Tenant.of(one, world.keys))
                    .tenant(Tenant.of(other, SecretKeys.of(Secret.of(OTHER_KEY))))
                    .build(),
            0);
    private final Caller app = Caller.basic(server.url(), World.KEY);
    private final Caller stranger = Caller.basic(server.url(), OTHER_KEY);

    @AfterEach
    void stop() {
        server.close();
        world.close();
    }

    @Test
    @Requirement("R85")
    void what_belongs_to_another_tenant_looks_as_if_it_was_not_there() {
        Answer enrolled = app.post(
                        "/users/usr_1/authenticators",
                        "{\"verificationMethod\":\"SMS\",\"phoneNumber\":\"+64271234567\"}")
                .ok();
        String authenticator = enrolled.object()
                .getAsJsonObject("authenticator")
                .get("userAuthenticatorId")
                .getAsString();
        Answer tracked = app.post("/users/usr_1/actions/signIn", "{}").ok();
        String token = tracked.text("token");
        String action = "/users/usr_1/actions/signIn/" + tracked.text("idempotencyKey");

        assertThat(stranger.get("/users/usr_1").ok().raw().body())
                .isEqualTo(stranger.get("/users/usr_2").ok().raw().body().replace("usr_2", "usr_1"));
        assertThat(stranger.get("/users/usr_1/authenticators").ok().raw().body())
                .isEqualTo("[]");
        assertThat(stranger.get("/users/usr_1/actions").ok().raw().body()).isEqualTo("[]");
        assertThat(stranger.get("/users").ok().raw().body()).isEqualTo("{\"users\":[]}");
        assertThat(stranger.get("/users?token=" + token).ok().raw().body()).isEqualTo("{\"users\":[]}");
        for (List<Answer> pair : List.of(
                List.of(stranger.get(action), stranger.get("/users/usr_1/actions/signIn/k")),
                List.of(
                        stranger.patch(action, "{\"state\":\"BLOCK\"}"),
                        stranger.patch("/users/usr_1/actions/signIn/k", "{\"state\":\"BLOCK\"}")),
                List.of(
                        stranger.delete("/users/usr_1/authenticators/" + authenticator),
                        stranger.delete("/users/usr_1/authenticators/Zm9v")))) {
            assertThat(pair.get(0).status()).isEqualTo(404);
            assertThat(pair.get(0).raw().body()).isEqualTo(pair.get(1).raw().body());
        }
        assertThat(stranger.post("/validate", "{\"token\":\"" + token + "\"}")
                        .ok()
                        .raw()
                        .body())
                .isEqualTo("{\"isValid\":false}");
        String challenge = "SMS." + token;
        assertThat(stranger.post("/challenge", "{\"challengeId\":\"" + challenge + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post("/claim", "{\"challengeId\":\"" + challenge + "\",\"userId\":\"usr_1\"}")
                        .status())
                .isEqualTo(400);
        assertThat(stranger.post("/verify", "{\"challengeId\":\"" + challenge + "\",\"verificationCode\":\"123456\"}")
                        .ok()
                        .flag("isVerified"))
                .isFalse();
        assertThat(app.get(action).ok().text("state")).isEqualTo("CHALLENGE_REQUIRED");
        assertThat(app.get("/users/usr_1/authenticators").ok().json().getAsJsonArray())
                .hasSize(1);
    }

    @Test
    void two_tenants_of_one_name_are_a_mistake() {
        assertThatThrownBy(() -> MfaHttp.builder(Tenant.of(one, world.keys))
                        .tenant(Tenant.of(one, world.keys))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SecretKeys.of(Secret.of("short"))).hasMessageContaining("20");
        assertThatThrownBy(() -> MfaHttp.builder(Tenant.of(one, world.keys))
                        .trustedProxy("10.0.0.0/33")
                        .build())
                .hasMessageContaining("10.0.0.0/8");
    }

    @Test
    @Requirement({"R60", "R94"})
    void a_store_that_fails_is_said_to_be_unavailable_and_nothing_more() {
        FaultyStore faulty = FaultyStore.around(MemoryStore.create());
        MfaEngine broken = world.engine(faulty, KeyRing.generate()).build();
        MfaHttp http = MfaHttp.builder(Tenant.of(broken, world.keys)).build();
        HttpRequest track = HttpRequest.of("POST", "/v1/users/usr_1/actions/signIn")
                .header("Authorization", Wire.KEY.substring("Authorization: ".length()));
        faulty.on(FaultyStore.Call.COMMIT).every().fails();
        HttpResponse failed = http.handle(track);
        assertThat(failed.status()).isEqualTo(503);
        assertThat(failed.headers()).containsEntry("Retry-After", "1").containsEntry("Cache-Control", "no-store");
        assertThat(new String(failed.body(), StandardCharsets.UTF_8))
                .contains("\"error\":\"unavailable\"")
                .doesNotContain("Fault", "token", "io.mfaengine");
        faulty.heal();
        assertThat(http.handle(track).status()).isEqualTo(200);
    }
}
