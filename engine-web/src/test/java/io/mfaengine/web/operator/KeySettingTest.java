package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.providers.Providers;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.operator.SettingWorld.Browser;
import io.mfaengine.web.tenant.StoredAccess;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key that can't be kept is not made: the form says why, and the log says nothing. */
final class KeySettingTest {
    private final SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    private void refused(String name, String why) {
        HttpResponse answer = world.as(Role.ADMIN).post("/keys", Map.of("name", name));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(SettingWorld.text(answer)).contains(why).doesNotContain("sk_");
        assertThat(StoredAccess.of(world.settings()).keys()).isEmpty();
        assertThat(world.log()).isEmpty();
    }

    @Test
    void a_name_with_a_control_character_is_refused_beside_its_field() {
        refused("shop\tbackend", "A name has 1 to 64 characters");
        refused("shop\u0085backend", "A name has 1 to 64 characters");
    }

    @Test
    void a_key_is_revoked_though_a_type_is_set_as_only_another_release_knows_it() {
        MfaEngine other = MfaEngine.builder(world.store, world.keys)
                .tenant("shop")
                .clock(world.clock)
                .method(SmsCode.chosen("Shop", Providers.of(world.clock).sms(), "NZ"))
                .build();
        Browser admin = world.as(Role.ADMIN);
        var made = admin.post("/keys", Map.of("name", "shop-backend"));
        assertThat(made.status()).isEqualTo(200);
        Settings unused = other.operator("test")
                .updateSettings(set -> set.type(
                        AuthenticatorType.SMS,
                        sms -> sms.provider(ProviderSettings.of("messagebird")
                                .field("originator", "Shop")
                                .secret("accessKey", Secret.of("0123456789abcdefghijklmno")))));
        String id = StoredAccess.of(world.settings()).keys().get(0).id();
        assertThat(admin.post("/keys/" + id, Map.of()).status()).isEqualTo(303);
        assertThat(StoredAccess.of(world.settings()).keys()).isEmpty();
        other.close();
    }

    @Test
    void a_key_that_there_is_no_room_for_is_refused_beside_its_field() {
        world.fill();
        refused("shop-backend", "no room");
    }
}
