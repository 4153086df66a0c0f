package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.UserUpdate;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import io.mfaengine.testkit.Race;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** A key is replaced while all goes on, and one that was taken out too early is missed, not worked around. */
interface RotationRules extends EngineRules {
    byte[] OLD_KEY = key(1);
    byte[] NEW_KEY = key(2);
    KeyRing OLD = KeyRing.of("2026-11", OLD_KEY);
    KeyRing BOTH = KeyRing.of("2027-02", NEW_KEY).older("2026-11", OLD_KEY);
    KeyRing NEW = KeyRing.of("2027-02", NEW_KEY);

    /** Writes under the old key, and reads what an earlier round left under the new one. */
    KeyRing BACK = KeyRing.of("2026-11", OLD_KEY).older("2027-02", NEW_KEY);

    private static byte[] key(int fill) {
        byte[] key = new byte[KeyRing.KEY_BYTES];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    @Requirement("R88")
    default void whatIsSealedUnderAnOldKeyMovesToTheNewOneAndNothingIsLost() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine old = world.engine(store, OLD).build();
        assertThat(old.updateUser(
                                "usr_123",
                                UserUpdate.nothing().displayName("Ada").username("ada"))
                        .username())
                .isEqualTo("ada");
        Intent transfer = EngineWorld.signIn("usr_123").idempotencyKey("k").detail("amount", "100");
        Handle token = old.track(transfer).token();
        PhoneApp phone = PhoneApp.scan(session(old, token).enroll(AUTHENTICATOR_APP), world.clock);
        List<Secret> codes = session(old, token)
                .verify(AUTHENTICATOR_APP, phone.code())
                .accepted()
                .recoveryCodes();
        Handle pendingToken = old.track(EngineWorld.signIn("usr_pending")).token();
        PhoneApp pending = PhoneApp.scan(session(old, pendingToken).enroll(AUTHENTICATOR_APP), world.clock);
        assertThat(old.operator("jane").keyUse()).containsOnlyKeys("2026-11").containsEntry("2026-11", 6L);

        MfaEngine both = world.engine(store, BOTH).build();
        assertThat(both.getUser("usr_123").displayName()).isEqualTo("Ada");
        assertThat(session(both, token).status().intent().details()).containsEntry("amount", "100");
        assertThat(both.validateChallenge(token, transfer, "r1").isValid()).isTrue();
        AtomicLong visited = new AtomicLong();
        assertThat(both.operator("jane").rekey(visited::set)).isEqualTo(4);
        assertThat(visited).hasValue(2);
        assertThat(both.operator("jane").keyUse()).containsOnlyKeys("2027-02").containsEntry("2027-02", 6L);
        assertThat(both.operator("jane").rekey(visited::set)).isZero();

        MfaEngine fresh = world.engine(store, NEW).build();
        assertThat(fresh.getUser("usr_123").displayName()).isEqualTo("Ada");
        assertThat(fresh.track(transfer).action().id().idempotencyKey()).isEqualTo("k");
        Handle again = fresh.track(transfer).token();
        assertThat(session(fresh, again).status().intent().details()).containsEntry("amount", "100");
        assertThat(fresh.validateChallenge(again, transfer, "r1").isValid()).isTrue();
        Handle pendingAgain = both.track(EngineWorld.signIn("usr_123")).token();
        assertThat(session(both, pendingToken)
                        .verify(AUTHENTICATOR_APP, pending.code())
                        .accepted()
                        .enrolled())
                .isTrue();
        session(fresh, pendingAgain)
                .verify(RECOVERY_CODE, codes.get(0).reveal())
                .accepted();
        world.clock.move(Duration.ofSeconds(60));
        session(fresh, fresh.track(EngineWorld.signIn("usr_123")).token())
                .verify(AUTHENTICATOR_APP, phone.code())
                .accepted();
        assertThat(fresh.operator("jane").trail("usr_123").isWhole()).isTrue();
    }

    @Test
    @Requirement("R88")
    default void aHandleOfAnOldKeyOpensForAsLongAsTheRingHasIt() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        Handle token = world.engine(store, OLD)
                .build()
                .track(EngineWorld.signIn("usr_123"))
                .token();
        MfaEngine both = world.engine(store, BOTH).build();
        assertThat(both.session(token)).isPresent();
        assertThat(both.operator("jane").rekey(users -> {})).isEqualTo(1);
        assertThat(both.session(token)).isPresent();
        assertThat(world.engine(store, NEW).build().session(token)).isEmpty();
        Handle next = both.track(EngineWorld.signIn("usr_123")).token();
        assertThat(world.engine(store, NEW).build().session(next)).isPresent();
    }

    @Test
    @Requirement({"R88", "I10"})
    default void aKeyThatIsMissingIsNamedAndNothingIsLetThrough() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        KeyRing late = KeyRing.of("2026-11", OLD_KEY).older("2027-02", NEW_KEY);
        MfaEngine both = world.engine(store, BOTH).build();
        assertThat(both.getUser("usr_123").isEnrolled()).isFalse();
        MfaEngine old = world.engine(store, late).build();
        PhoneApp phone = adopted(world, old, "usr_123");
        PhoneApp other = adopted(world, both, "usr_456");
        List<MfaEvent> events = new ArrayList<>();
        MfaEngine fresh = world.engine(store, NEW).onEvent(events::add).build();
        ActionSession person =
                session(fresh, fresh.track(EngineWorld.signIn("usr_123")).token());
        events.clear();
        MfaException missing = catchThrowableOfType(
                MfaException.class,
                () -> person.verify(AUTHENTICATOR_APP, phone.code()).accepted());
        assertThat(missing.kind()).isEqualTo(MfaException.Kind.KEY_MISSING);
        assertThat(missing).hasMessageContaining("2026-11");
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("data.unreadable");
            assertThat(event.attributes()).containsEntry("keyId", "2026-11").containsEntry("reason", "KEY_MISSING");
        });
        assertThat(person.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        session(fresh, fresh.track(EngineWorld.signIn("usr_456")).token())
                .verify(AUTHENTICATOR_APP, other.code())
                .accepted();
        assertThat(fresh.operator("jane").keyUse()).containsKeys("2026-11", "2027-02");
        assertThat(fresh.operator("jane").rekey(users -> {})).isZero();
        assertThat(both.operator("jane").rekey(users -> {})).isEqualTo(1);
        session(fresh, fresh.track(EngineWorld.signIn("usr_123")).token())
                .verify(AUTHENTICATOR_APP, phone.code())
                .accepted();
    }

    @Test
    @Requirement({"R88", "I10"})
    default void anEngineWithoutTheKeyOfTheSettingsLetsNothingThrough() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        PhoneApp phone = adopted(world, world.engine(store, OLD).build(), "usr_123");
        MfaEngine fresh = world.engine(store, NEW).build();
        for (Supplier<?> verb : List.<Supplier<?>>of(
                () -> fresh.track(EngineWorld.signIn("usr_123")).clearance(),
                () -> fresh.getUser("usr_123").isEnrolled(),
                () -> fresh.operator("jane").settings().types(),
                () -> fresh.operator("jane")
                        .updateSettings(settings -> settings.off(AUTHENTICATOR_APP))
                        .types())) {
            MfaException missing = catchThrowableOfType(MfaException.class, verb::get);
            assertThat(missing.kind()).isEqualTo(MfaException.Kind.KEY_MISSING);
            assertThat(missing).hasMessageContaining("2026-11");
        }
        assertThat(phone.code()).hasSize(6);
    }

    @Test
    @Requirement("R88")
    default void verifyingGoesOnWhileKeysAreReplaced() {
        EngineWorld world = world();
        Race.rounds(3, (race, round) -> {
            world.clock.move(Duration.ofSeconds(60));
            String[] users = new String[Race.RUNNERS];
            MfaEngine old = Verbs.plain(world, world.store, BACK).build();
            PhoneApp phone = null;
            Handle[] tokens = new Handle[Race.RUNNERS];
            for (int i = 0; i < Race.RUNNERS; i++) {
                users[i] = "usr_" + round + "-" + i;
                phone = adopted(world, old, users[i]);
                tokens[i] = old.track(EngineWorld.signIn(users[i])).token();
            }
            String code = Objects.requireNonNull(phone).code();
            MfaEngine both = Verbs.plain(world, world.store, BOTH).build();
            MfaEngine other = Verbs.plain(world, world.otherStore, BOTH).build();
            List<Boolean> accepted = race.all(runner -> {
                if (runner == 0) {
                    return both.operator("jane").rekey(count -> {}) >= 0;
                }
                return session(runner % 2 == 0 ? both : other, tokens[runner])
                        .verify(AUTHENTICATOR_APP, code)
                        .accepted()
                        .recoveryCodes()
                        .isEmpty();
            });
            assertThat(accepted).doesNotContain(false);
            assertThat(both.operator("jane").keyUse()).containsOnlyKeys("2027-02");
        });
    }

    @Test
    @Requirement({"R88", "R87"})
    default void oneRecordThatCannotBeOpenedDoesNotStopTheOthers() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine old = Verbs.plain(world, store, OLD).build();
        for (int i = 0; i < 5; i++) {
            PhoneApp phone = adopted(world, old, "usr_" + i);
            assertThat(phone.code()).hasSize(6);
        }
        Matcher sealed = SealRules.SEALED.matcher(store.user("usr_2"));
        assertThat(sealed.find()).isTrue();
        String own = sealed.group(1);
        String broken = own.substring(0, own.length() - 5) + (own.endsWith("AAAAA") ? "BBBBB" : "AAAAA");
        store.users = text -> text.replace(own, broken);
        MfaEngine both = Verbs.plain(world, store, BOTH).build();
        assertThat(both.operator("jane").rekey(count -> {})).isEqualTo(5);
        assertThat(both.operator("jane").keyUse()).containsEntry("2026-11", 1L).containsEntry("2027-02", 5L);
        assertThat(both.operator("jane").trail("usr_2").events())
                .anyMatch(event -> event.type().equals("data.unreadable"));
    }

    private static PhoneApp adopted(EngineWorld world, MfaEngine engine, String userId) {
        String otpauth = "otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        engine.enrollVerifiedAuthenticator(userId, AUTHENTICATOR_APP, Secret.of(otpauth))
                .accepted();
        return PhoneApp.scan(URI.create(otpauth), world.clock);
    }

    private static ActionSession session(MfaEngine engine, Handle token) {
        return engine.session(token).orElseThrow();
    }
}
