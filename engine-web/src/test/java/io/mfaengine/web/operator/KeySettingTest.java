package io.mfaengine.web.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
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
    void a_key_that_there_is_no_room_for_is_refused_beside_its_field() {
        Settings unused = world.here.operator("test").updateSettings(before -> {
            Settings full = before;
            for (int i = 0; i < 32; i++) {
                full = full.extra("full." + i, "x".repeat(4_096));
            }
            return full;
        });
        refused("shop-backend", "no room");
    }
}
