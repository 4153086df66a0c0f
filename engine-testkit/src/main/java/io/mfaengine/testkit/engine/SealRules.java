package io.mfaengine.testkit.engine;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.RECOVERY_CODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.BaseEncoding;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Handle;
import io.mfaengine.model.Intent;
import io.mfaengine.model.MfaEvent;
import io.mfaengine.model.Prompt;
import io.mfaengine.model.Secret;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.PhoneApp;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What lies in the database: nothing readable in it, nothing of it useful elsewhere, nothing changed unnoticed. */
interface SealRules extends EngineRules {
    Pattern SEALED = Pattern.compile("\"sealed\":\"([^\"]+)\"");

    @Test
    @Requirement({"R87", "R89", "R90", "I7"})
    default void nothingSecretIsReadableInAnythingThatWasEverWritten() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = world.engine(store).build();
        assertThat(mfa.updateUser(
                                "usr_123",
                                UserUpdate.nothing()
                                        .username("Ada.Canary@example.com")
                                        .displayName("Ada Canary-Lovelace"))
                        .displayName())
                .isEqualTo("Ada Canary-Lovelace");
        Intent transfer = EngineWorld.signIn("usr_123").detail("payee", "Canary Payee Ltd");
        Handle token = mfa.track(transfer).token();
        ActionSession person = mfa.session(token).orElseThrow();
        Prompt.Scan scan = (Prompt.Scan) person.enroll(AUTHENTICATOR_APP).open().prompt();
        PhoneApp phone = PhoneApp.scan(URI.create(scan.uri().reveal()), world.clock);
        String code = phone.code();
        List<Secret> recovery =
                person.verify(AUTHENTICATOR_APP, code).accepted().recoveryCodes();
        assertThat(mfa.validateChallenge(token, transfer, "canary-request").isValid())
                .isTrue();
        Handle next = mfa.track(EngineWorld.signIn("usr_123")).token();
        mfa.session(next)
                .orElseThrow()
                .verify(RECOVERY_CODE, recovery.get(0).reveal())
                .accepted();

        List<String> canaries = new ArrayList<>(List.of(
                "Ada.Canary",
                "Canary-Lovelace",
                "Canary Payee",
                "canary-request",
                token.value(),
                next.value(),
                scan.uri().reveal()));
        recovery.forEach(each -> {
            canaries.add(each.reveal());
            canaries.add(each.reveal().replace("-", ""));
        });
        List<String> forms = new ArrayList<>();
        canaries.forEach(canary -> forms.addAll(spellings(canary.getBytes(StandardCharsets.UTF_8))));
        forms.addAll(canaries);
        String seed = scan.uri().reveal().replaceAll(".*secret=([A-Za-z2-7]+).*", "$1");
        forms.addAll(spellings(BaseEncoding.base32().decode(seed.toUpperCase(Locale.ROOT))));
        String dump = store.dump().toLowerCase(Locale.ROOT);
        assertThat(dump).contains("usr_123");
        assertThat(forms)
                .hasSizeGreaterThan(100)
                .allSatisfy(form -> assertThat(dump).doesNotContain(form.toLowerCase(Locale.ROOT)));
        assertThat(dump).doesNotContainPattern("(?<![0-9a-z_-])" + code + "(?![0-9a-z_-])");
    }

    @Test
    @Requirement({"R87", "I6", "I10"})
    default void whatIsMovedToAnotherUserDoesNotOpen() {
        EngineWorld world = world();
        EngineWorld.Enrolled thief = world.enrolled("usr_thief");
        assertThat(world.enrolled("usr_123").recoveryCodes()).isNotEmpty();
        TamperedStore store = new TamperedStore(world.store);
        List<MfaEvent> events = new ArrayList<>();
        MfaEngine mfa = world.engine(store).onEvent(events::add).build();
        String authenticators = authenticators(store.user("usr_thief"));
        String own = authenticators(store.user("usr_123"));
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();

        store.users = text -> text.replace(own, authenticators);
        assertUnusable(mfa, token, thief.phone().code(), MfaException.Kind.CORRUPT);
        assertThat(events).anySatisfy(event -> {
            assertThat(event.type()).isEqualTo("data.unreadable");
            assertThat(event.userId()).isEqualTo("usr_123");
        });
        store.users = text -> text.replace(own, own.replace(sealed(own), sealed(authenticators)));
        assertUnusable(mfa, token, thief.phone().code(), MfaException.Kind.CORRUPT);
    }

    @Test
    @Requirement({"R87", "I10"})
    default void eachByteThatWasChangedMakesItUnusableAndIsTold() {
        EngineWorld world = world();
        EngineWorld.Enrolled user = world.enrolled("usr_123");
        TamperedStore store = new TamperedStore(world.store);
        List<MfaEvent> events = new ArrayList<>();
        MfaEngine mfa = world.engine(store).onEvent(events::add).build();
        Handle token = mfa.track(EngineWorld.signIn("usr_123")).token();
        String sealed = sealed(authenticators(store.user("usr_123")));
        byte[] bytes = Base64.getUrlDecoder().decode(sealed);
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 1;
            String other = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            store.users = text -> text.replace(sealed, other);
            events.clear();
            MfaException thrown = catchThrowableOfType(
                    MfaException.class, () -> verify(mfa, token, user.phone().code()));
            assertThat(thrown).as("byte " + i).isNotNull();
            assertThat(thrown.kind()).as("byte " + i).isIn(MfaException.Kind.CORRUPT, MfaException.Kind.KEY_MISSING);
            assertThat(events).as("byte " + i).singleElement().satisfies(event -> {
                assertThat(event.type()).isEqualTo("data.unreadable");
                assertThat(event.attributes())
                        .containsEntry("reason", thrown.kind().name());
            });
        }
        assertThat(mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(mfa.getUser("usr_123").isEnrolled()).isTrue();
        mfa.session(token)
                .orElseThrow()
                .verify(RECOVERY_CODE, user.recoveryCodes().get(0).reveal())
                .accepted();
    }

    @Test
    @Requirement({"R87", "R89"})
    default void twoUsersWithTheSameSeedHaveNothingInCommonInTheirRows() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        MfaEngine mfa = Verbs.plain(world, store).build();
        Secret same = Secret.of("otpauth://totp/Acme:x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (String userId : List.of("usr_1", "usr_2")) {
            mfa.enrollVerifiedAuthenticator(userId, AUTHENTICATOR_APP, same).accepted();
        }
        byte[] one = Base64.getUrlDecoder().decode(sealed(store.user("usr_1")));
        byte[] other = Base64.getUrlDecoder().decode(sealed(store.user("usr_2")));
        int header = 2 + world.keys.newestId().length();
        int sameBytes = 0;
        for (int i = header; i < one.length; i++) {
            sameBytes += one[i] == other[i] ? 1 : 0;
        }
        assertThat(one).hasSameSizeAs(other);
        assertThat(sameBytes).as("of " + one.length + " bytes").isLessThan(10);
    }

    @Test
    @Requirement({"R87", "R90", "I7", "I10"})
    default void theRootOfATenantIsSealedAndBoundToTheTenant() {
        EngineWorld world = world();
        TamperedStore store = new TamperedStore(world.store);
        String ours = root(world, "main");
        assertThat(Verbs.plain(world, store)
                        .tenant("globex")
                        .build()
                        .getUser("usr_123")
                        .isEnrolled())
                .isFalse();
        String theirs = root(world, "globex");
        byte[] bytes = Base64.getUrlDecoder().decode(ours);
        List<String> forged = new ArrayList<>(List.of(theirs, ""));
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x10;
            forged.add(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped));
        }
        for (String root : forged) {
            store.settings = text -> text.replace("\"root\":\"" + ours + "\"", "\"root\":\"" + root + "\"");
            MfaEngine mfa = world.engine(store).build();
            assertThatThrownBy(() -> mfa.track(EngineWorld.signIn("usr_123")).next())
                    .isInstanceOf(MfaException.class);
            assertThatThrownBy(() -> mfa.getUser("usr_123")).isInstanceOf(MfaException.class);
        }
    }

    private static String root(EngineWorld world, String tenant) {
        assertThat(world.mfa.getUser("usr_123").isEnrolled()).isFalse();
        Matcher root = Pattern.compile("\"root\":\"([^\"]+)\"")
                .matcher(world.store.settings(tenant).orElseThrow().payload().text());
        assertThat(root.find()).isTrue();
        return root.group(1);
    }

    private static void assertUnusable(MfaEngine mfa, Handle token, String code, MfaException.Kind kind) {
        MfaException thrown = catchThrowableOfType(MfaException.class, () -> verify(mfa, token, code));
        assertThat(thrown).as("what was thrown").isNotNull();
        assertThat(thrown.kind()).isEqualTo(kind);
        assertThat(mfa.getAction(token).orElseThrow().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
    }

    private static void verify(MfaEngine mfa, Handle token, String code) {
        mfa.session(token).orElseThrow().verify(AUTHENTICATOR_APP, code).accepted();
    }

    private static String authenticators(String user) {
        int start = user.indexOf("\"authenticators\":[");
        return user.substring(start, user.indexOf("}],\"", start));
    }

    private static String sealed(String text) {
        Matcher sealed = SEALED.matcher(text);
        assertThat(sealed.find()).isTrue();
        return sealed.group(1);
    }

    /** In Base32, Base64 at each alignment, and hexadecimal. */
    private static List<String> spellings(byte[] value) {
        List<String> spellings = new ArrayList<>();
        spellings.add(BaseEncoding.base32().omitPadding().encode(value));
        spellings.add(BaseEncoding.base16().encode(value));
        for (int skip = 0; skip < 3; skip++) {
            byte[] shifted = new byte[(value.length - skip) / 3 * 3];
            System.arraycopy(value, skip, shifted, 0, shifted.length);
            spellings.add(Base64.getEncoder().encodeToString(shifted));
            spellings.add(Base64.getUrlEncoder().encodeToString(shifted));
        }
        return spellings;
    }
}
