package io.mfaengine.testkit.engine;

import static io.mfaengine.Validation.Invalid.UNKNOWN_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Response;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.FaultyStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A handle is opened by whoever made it, for what it was made for, and by nobody else; finding that out costs no call. */
interface HandleRules extends EngineRules {
    String SYMBOLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @Test
    @Requirement({"R5", "I6"})
    default void aForgedHandleIsRefusedWithoutACallToTheStore() {
        EngineWorld world = world();
        Intent intent = EngineWorld.signIn("usr_123").idempotencyKey("k");
        String token = world.mfa.track(intent).token().value();
        List<String> forged = new ArrayList<>();
        for (int at = 0; at < token.length(); at++) {
            int symbol = SYMBOLS.indexOf(token.charAt(at));
            for (int flip = 1; flip < 64; flip = 2 * flip) {
                forged.add(token.substring(0, at) + SYMBOLS.charAt(symbol ^ flip) + token.substring(at + 1));
            }
            forged.add(token.substring(0, at));
            forged.add(token.substring(at));
            forged.add(token.substring(0, at) + token.substring(at + 1));
        }
        forged.remove(token);
        forged.addAll(List.of(
                token + "A",
                token + "=",
                token + " ",
                token + token,
                token.toLowerCase(Locale.ROOT),
                "\u00e9\u00e9\u00e9\u00e9",
                "\0",
                "{}",
                "A".repeat(1 << 20)));
        FaultyStore store = FaultyStore.around(world.store);
        MfaEngine mfa = world.engine(store).build();
        for (String text : forged) {
            assertForged(mfa, intent, Handle.of(text));
        }
        assertThat(store.calls()).isZero();
        assertThat(mfa.session(Handle.of(token))).isPresent();
    }

    @Test
    @Requirement({"R5", "I6"})
    default void anotherTenantRingOrPurposeRefusesIt() {
        EngineWorld world = world();
        Intent intent = EngineWorld.signIn("usr_123").idempotencyKey("k");
        Handle token = world.mfa.track(intent).token();
        FaultyStore store = FaultyStore.around(world.store);
        assertForged(Verbs.plain(world, store).tenant("globex").build(), intent, token);
        assertForged(Verbs.plain(world, store, KeyRing.generate()).build(), intent, token);
        assertForged(
                Verbs.plain(world, store, KeyRing.of("k2", new byte[] {
                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
                        }))
                        .build(),
                intent,
                token);
        assertThat(Verbs.plain(world, store)
                        .build()
                        .respond(token, new Response.Approved(""))
                        .refused()
                        .reason())
                .isEqualTo(Refusal.NOT_OPEN);
        assertThat(store.calls()).isZero();
        assertThat(world.other.session(token)).isPresent();
    }

    @Test
    @Requirement({"R5", "I6"})
    default void aHandleOfOneActionIsNoneOfAnother() {
        EngineWorld world = world();
        Intent one = EngineWorld.signIn("usr_1").idempotencyKey("k");
        Handle token = world.mfa.track(one).token();
        for (Intent other : List.of(
                EngineWorld.signIn("usr_2").idempotencyKey("k"),
                EngineWorld.signIn("usr_1").idempotencyKey("l"),
                Intent.user("usr_1").action("transfer").idempotencyKey("k"))) {
            Handle others = world.mfa.track(other).token();
            assertThat(world.mfa.validateChallenge(token, other).isValid()).isFalse();
            assertThat(world.mfa.validateChallenge(others, one).isValid()).isFalse();
            assertThat(world.session(others).id()).isEqualTo(other.id());
        }
        assertThat(world.session(token).id()).isEqualTo(one.id());
    }

    @Test
    @Requirement({"R5", "I7"})
    default void aHandleShowsNothingAndNoTwoAreAlike() {
        EngineWorld world = world();
        Intent intent = Intent.user("usr_readable").action("transfer-readable").idempotencyKey("key-readable");
        Set<String> handles = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            Handle token = world.mfa.track(intent).token();
            String decoded = new String(Base64.getUrlDecoder().decode(token.value()), StandardCharsets.ISO_8859_1);
            assertThat(decoded).doesNotContain("readable").doesNotContain("main");
            assertThat(handles.add(token.value())).isTrue();
            assertThat(token).hasToString("Handle[***]");
        }
    }

    private static void assertForged(MfaEngine mfa, Intent intent, Handle handle) {
        String what = "of " + handle.value().length() + " characters: "
                + handle.value().substring(0, Math.min(200, handle.value().length()));
        assertThat(mfa.session(handle)).as(what).isEmpty();
        assertThat(mfa.getAction(handle)).as(what).isEmpty();
        assertThat(mfa.validateChallenge(handle, intent).reason()).as(what).contains(UNKNOWN_TOKEN);
        assertThat(mfa.respond(handle, new Response.Approved("")).refused().reason())
                .as(what)
                .isEqualTo(Refusal.NOT_OPEN);
    }
}
