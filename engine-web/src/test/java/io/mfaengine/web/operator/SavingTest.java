package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.providers.Providers;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.web.operator.Saving.Changed;
import io.mfaengine.web.operator.Saving.Result;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.route.Query;
import io.mfaengine.web.tenant.StoredAccess;
import io.mfaengine.web.view.Languages;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingForm.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a form of the settings saves, what it refuses, and what happens if two operators have it open. */
final class SavingTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String ACCOUNT = "AC" + "a".repeat(32);

    private final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    private final MfaEngine mfa = MfaEngine.builder(MemoryStore.create(), KeyRing.generate())
            .clock(clock)
            .method(AuthenticatorApp.of("Acme"))
            .method(SmsCode.chosen("Acme", Providers.of(clock).sms(), "NZ"))
            .method(EmailCode.chosen("Acme", Providers.of(clock).email()))
            .method(RecoveryCodes.of())
            .build();
    private final Operator jane = mfa.operator("jane@acme.example");
    private final Operator sam = mfa.operator("sam@acme.example");
    private final Words words = Languages.standard().choose("en", null, null);
    private final List<Changed> told = new ArrayList<>();
    private Typed typed = new Typed(Query.of(null));

    @AfterEach
    void stop() {
        mfa.close();
    }

    private TypePart sms() {
        return part(SMS);
    }

    private TypePart part(AuthenticatorType type) {
        Operator.Offered offered = jane.offered().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
        return new TypePart(offered, jane.providers(type), words);
    }

    private ActionPart transfer() {
        return new ActionPart("transfer", List.of(AUTHENTICATOR_APP, SMS), words);
    }

    /** The form as it is drawn, with what an operator types instead. */
    private Map<String, String> form(Part part, String... changes) {
        Map<String, String> form = new TreeMap<>();
        part.fields(jane.settings()).forEach(field -> form.put(field.name(), field.value()));
        for (int i = 0; i < changes.length; i += 2) {
            form.put(changes[i], changes[i + 1]);
        }
        form.put("was", part.mark(jane.settings()));
        return form;
    }

    private Saving saving(Operator operator, Part part, Map<String, String> form) {
        typed = new Typed(Query.given(form));
        return new Saving(operator, part, typed, form.getOrDefault("was", ""));
    }

    private Result save(Operator operator, Part part, Map<String, String> form) {
        return saving(operator, part, form)
                .save("jane@acme.example", mfa.now(), (place, changes) -> told.addAll(changes));
    }

    private Result save(Part part, String... changes) {
        return save(jane, part, form(part, changes));
    }

    private SettingField field(Part part, String name) {
        return part.fields(jane.settings()).stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_type_that_is_not_offered_here_stays_permitted_where_it_was() {
        Settings unused =
                jane.updateSettings(set -> set.action("transfer", action -> action.permit(AuthenticatorType.WHATSAPP)));
        assertThat(save(transfer(), "outcome", "REVIEW")).isEqualTo(Result.SAVED);
        assertThat(jane.settings().action("transfer").permitted()).containsExactly(AuthenticatorType.WHATSAPP);
    }

    @Test
    @Timeout(10)
    void a_text_full_of_blanks_takes_no_longer_than_any_other() {
        String blanks = " ".repeat(60_000);
        Map<String, String> form = Map.of("redirectUrls", "a" + blanks + "b\n\n c", "was", "moved");
        assertThat(saving(jane, new PlacesPart(), form).differences())
                .extracting(Difference::mine)
                .containsExactly("a" + blanks + "b, c");
    }

    @Test
    void a_provider_is_chosen_and_its_secret_is_never_given_back() {
        assertThat(save(
                        sms(),
                        "provider",
                        "twilio",
                        "provider.accountSid",
                        ACCOUNT,
                        "provider.authToken",
                        TOKEN,
                        "provider.sender",
                        "Acme"))
                .isEqualTo(Result.SAVED);
        ProviderSettings set = provider();
        assertThat(set.name()).isEqualTo("twilio");
        assertThat(set.fields()).containsEntry("accountSid", ACCOUNT).containsEntry("sender", "Acme");
        assertThat(set.secrets()).containsOnlyKeys("authToken");
        assertThat(field(sms(), "provider.authToken").isStored()).isTrue();
        assertThat(field(sms(), "provider.authToken").value()).isEmpty();
        assertThat(told).extracting(Changed::field).contains("Provider", "Account SID", "Auth token", "Sender");
        assertThat(told.toString()).doesNotContain(TOKEN, TOKEN.substring(28)).contains("stored");

        told.clear();
        assertThat(save(sms(), "provider.sender", "Shop")).isEqualTo(Result.SAVED);
        assertThat(provider().secrets()).as("what isn't typed again is kept").isEqualTo(set.secrets());
        assertThat(told).containsExactly(new Changed("Sender", "Acme", "Shop"));
        told.clear();
        assertThat(save(sms(), "provider.authToken", TOKEN + "b")).isEqualTo(Result.SAVED);
        assertThat(told).containsExactly(new Changed("Auth token", "stored", "replaced"));
        assertThat(provider().secrets()).isNotEqualTo(set.secrets());
    }

    private ProviderSettings provider() {
        ProviderSettings set = jane.settings().type(SMS).provider();
        assertThat(set).isNotNull();
        return set == null ? ProviderSettings.of("none") : set;
    }

    @Test
    @Requirement("R11")
    void what_is_wrong_is_said_beside_its_field_and_nothing_is_saved() {
        Settings before = jane.settings();
        assertThat(save(
                        sms(),
                        "provider",
                        "twilio",
                        "provider.accountSid",
                        "AC4f1e09",
                        "provider.authToken",
                        TOKEN,
                        "parameter.digits",
                        "11",
                        "parameter.minutes",
                        "soon"))
                .isEqualTo(Result.WRONG);
        assertThat(typed.faults())
                .containsOnlyKeys("provider.accountSid", "provider.sender", "parameter.digits", "parameter.minutes");
        assertThat(typed.faults().get("parameter.digits")).contains("6 to 10");
        List<SettingField> drawn = typed.over(sms().fields(jane.settings(), typed));
        assertThat(drawn)
                .filteredOn(field -> field.name().equals("provider.accountSid"))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.value()).isEqualTo("AC4f1e09");
                    assertThat(field.error()).contains("Account SID");
                });
        assertThat(drawn.toString()).as("no secret comes back").doesNotContain(TOKEN);
        assertThat(jane.settings().types()).isEqualTo(before.types());
        assertThat(told).isEmpty();
        assertThat(save(sms(), "provider", "nobody-knows")).isEqualTo(Result.WRONG);
        assertThat(typed.faults()).containsOnlyKeys("provider");
    }

    @Test
    void a_type_is_switched_off_and_its_numbers_are_set() {
        assertThat(save(sms(), "on", "", "parameter.digits", "8", "hidden", "on"))
                .isEqualTo(Result.SAVED);
        assertThat(jane.settings().isOn(SMS)).isFalse();
        assertThat(jane.settings().type(SMS).hidden()).isTrue();
        assertThat(jane.settings().type(SMS).parameters()).containsOnly(Map.entry("digits", 8));
        assertThat(told)
                .containsExactlyInAnyOrder(
                        new Changed("On", "yes", "no"),
                        new Changed("Code length, in digits", "6", "8"),
                        new Changed("Left out of lists", "no", "yes"));
        assertThat(Saving.last(jane.settings(), sms(), mfa.now())).isEqualTo("Saved by jane@acme.example, just now");
    }

    @Test
    void nothing_changed_is_nothing_told() {
        assertThat(save(sms())).isEqualTo(Result.SAVED);
        assertThat(save(transfer())).isEqualTo(Result.SAVED);
        assertThat(told).isEmpty();
        assertThat(jane.settings().extras()).isEmpty();
    }

    @Test
    void of_two_operators_the_second_sees_what_the_first_saved_and_loses_nothing() {
        Map<String, String> mine = form(sms(), "parameter.digits", "7", "hidden", "on");
        Map<String, String> theirs = form(sms(), "parameter.digits", "8", "parameter.minutes", "3");
        assertThat(save(sam, sms(), theirs)).isEqualTo(Result.SAVED);
        told.clear();

        assertThat(save(jane, sms(), mine)).isEqualTo(Result.MOVED);
        assertThat(told).isEmpty();
        assertThat(saving(jane, sms(), mine).differences())
                .containsExactlyInAnyOrder(
                        new Difference("Code length, in digits", "8", "7"),
                        new Difference("A code works for, in minutes", "3", "5"),
                        new Difference("Left out of lists", "no", "yes"));
        assertThat(jane.settings().type(SMS).parameters()).containsEntry("digits", 8);

        mine.put("was", sms().mark(jane.settings()));
        assertThat(save(jane, sms(), mine)).as("keep mine").isEqualTo(Result.SAVED);
        assertThat(jane.settings().type(SMS).parameters()).containsEntry("digits", 7);
        assertThat(jane.settings().type(SMS).hidden()).isTrue();
    }

    @Test
    void what_another_form_saved_meanwhile_is_no_conflict() {
        Map<String, String> mine = form(sms(), "hidden", "on");
        assertThat(save(transfer(), "outcome", "REVIEW")).isEqualTo(Result.SAVED);
        assertThat(save(new PlacesPart(), "origins", "https://shop.example")).isEqualTo(Result.SAVED);
        assertThat(save(jane, sms(), mine)).isEqualTo(Result.SAVED);
        assertThat(jane.settings().action("transfer").outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(StoredAccess.of(jane.settings()).origins()).containsExactly("https://shop.example");
    }

    @Test
    void an_action_is_set_by_all_its_fields() {
        assertThat(save(
                        transfer(),
                        "outcome",
                        "CHALLENGE",
                        "whenNotEnrolled",
                        "BLOCK",
                        "permitted.SMS",
                        "on",
                        "preferred",
                        "SMS",
                        "requiredDetails",
                        "amount, payee amount",
                        "validatesOnce",
                        ""))
                .isEqualTo(Result.SAVED);
        var set = jane.settings().action("transfer");
        assertThat(set.whenNotEnrolled()).isEqualTo(WhenNotEnrolled.BLOCK);
        assertThat(set.permitted()).containsExactly(SMS);
        assertThat(set.preferred()).isEqualTo(SMS);
        assertThat(set.requiredDetails()).containsExactlyInAnyOrder("amount", "payee");
        assertThat(set.validatesOnce()).isFalse();

        assertThat(save(transfer(), "preferred", "AUTHENTICATOR_APP", "requiredDetails", "a b/c", "outcome", "MAYBE"))
                .isEqualTo(Result.WRONG);
        assertThat(typed.faults()).containsOnlyKeys("preferred", "requiredDetails", "outcome");
        assertThat(typed.faults().get("requiredDetails")).contains("b/c");
    }

    @Test
    @Requirement("R77")
    void a_line_that_is_no_address_is_named() {
        assertThat(save(
                        new PlacesPart(),
                        "redirectUrls",
                        "https://shop.example/done\r\n\r\n https://shop.example/back ",
                        "origins",
                        "https://shop.example"))
                .isEqualTo(Result.SAVED);
        assertThat(StoredAccess.of(jane.settings()).redirectUrls())
                .containsExactly("https://shop.example/back", "https://shop.example/done");
        assertThat(save(
                        new PlacesPart(),
                        "redirectUrls",
                        "https://shop.example/done\nshop.example/back",
                        "origins",
                        "https://shop.example/"))
                .isEqualTo(Result.WRONG);
        assertThat(typed.faults().get("redirectUrls")).contains("shop.example/back");
        assertThat(typed.faults().get("origins")).contains("https://shop.example/");
    }

    @Test
    void a_branding_is_set_and_what_is_wrong_with_it_is_said() {
        assertThat(save(new BrandingPart(), "name", "Northbank", "colour", "#FFD400"))
                .isEqualTo(Result.SAVED);
        StoredBranding set = StoredBranding.of(jane.settings());
        assertThat(set.name()).isEqualTo("Northbank");
        assertThat(set.colour()).isEqualTo("#ffd400");
        assertThat(save(new BrandingPart(), "name", "n".repeat(65), "colour", "yellow", "help", "javascript:alert(1)"))
                .isEqualTo(Result.WRONG);
        assertThat(typed.faults()).containsOnlyKeys("name", "colour", "help");
        assertThat(save(new BrandingPart(), "name", "", "colour", "")).isEqualTo(Result.SAVED);
        assertThat(StoredBranding.of(jane.settings())).isEqualTo(StoredBranding.NONE);
    }

    @Test
    void a_secret_that_may_be_left_out_can_be_removed() {
        String set = "provider messagebird provider.accessKey live_" + "k".repeat(20)
                + " provider.originator Acme provider.signingKey " + "s".repeat(32);
        assertThat(save(sms(), set.split(" ", -1)))
                .as(String.valueOf(typed.faults()))
                .isEqualTo(Result.SAVED);
        assertThat(provider().secrets()).containsOnlyKeys("accessKey", "signingKey");
        assertThat(save(sms(), "forget.signingKey", "on", "forget.accessKey", "on"))
                .isEqualTo(Result.SAVED);
        assertThat(provider().secrets()).as("what is needed stays").containsOnlyKeys("accessKey");
        assertThat(save(sms(), "provider", "")).isEqualTo(Result.SAVED);
        assertThat(jane.settings().type(SMS).provider()).isNull();
    }

    @Test
    void a_secret_does_not_follow_to_another_server() {
        String set = "provider smtp provider.host mail.acme.example provider.port 587 provider.security starttls"
                + " provider.from codes@acme.example provider.user acme provider.password " + TOKEN;
        assertThat(save(part(EMAIL_OTP), set.split(" ", -1)))
                .as(String.valueOf(typed.faults()))
                .isEqualTo(Result.SAVED);
        for (String[] elsewhere : new String[][] {
            {"provider.host", "mail.mine.example"}, {"provider.port", "2525"}, {"provider.security", "none"}
        }) {
            assertThat(save(part(EMAIL_OTP), elsewhere)).as(elsewhere[0]).isEqualTo(Result.WRONG);
            assertThat(typed.faults().get("provider.password"))
                    .startsWith("Password has to be typed again: ")
                    .endsWith(" is another one.");
        }
        assertThat(save(part(EMAIL_OTP), "provider.fromName", "Acme")).isEqualTo(Result.SAVED);
        assertThat(save(part(EMAIL_OTP), "provider.host", "mail.other.example", "provider.password", TOKEN))
                .isEqualTo(Result.SAVED);
    }

    @Test
    void a_secret_that_two_replaced_has_to_be_typed_again() {
        Map<String, String> mine = form(sms(), "provider", "messagebird", "provider.accessKey", "k".repeat(20));
        assertThat(save(sms(), "on", "")).isEqualTo(Result.SAVED);
        assertThat(save(jane, sms(), mine)).isEqualTo(Result.MOVED);
        assertThat(saving(jane, sms(), mine).differences().toString())
                .contains("type it again")
                .doesNotContain("k".repeat(20));
        assertThat(Secret.of("k".repeat(20)).toString()).doesNotContain("k".repeat(20));
    }

    @Test
    void more_than_there_is_room_for_is_said_on_the_form() {
        Settings unused = jane.updateSettings(before -> SettingWorld.filled(before, 31));
        String before = jane.settings().extras().toString();
        MessagePart letter = new MessagePart(AuthenticatorType.EMAIL_OTP, Locale.ENGLISH);
        assertThat(save(letter, "subject", "Your code", "text", "{code}" + "y".repeat(3_900)))
                .isEqualTo(Result.SAVED);
        MessagePart other = new MessagePart(AuthenticatorType.EMAIL_OTP, Locale.GERMAN);
        assertThat(save(other, "subject", "Your code", "text", "{code}" + "y".repeat(3_900)))
                .isEqualTo(Result.WRONG);
        assertThat(typed.faults().get(Typed.ALL)).contains("extras must be at most");
        assertThat(jane.settings().extras().toString()).isNotEqualTo(before).doesNotContain("de=");
    }
}
