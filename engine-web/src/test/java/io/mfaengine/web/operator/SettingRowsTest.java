package io.mfaengine.web.operator;

import static io.mfaengine.model.AuthenticatorType.AUTHENTICATOR_APP;
import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.web.operator.SettingWorld.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.Decision;
import io.mfaengine.MfaEngine;
import io.mfaengine.TrackRequest;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.Intent;
import io.mfaengine.model.Secret;
import io.mfaengine.providers.MessageBird;
import io.mfaengine.providers.Providers;
import io.mfaengine.providers.Twilio;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows of the checklist that an operator ticks in the settings of the portal. */
final class SettingRowsTest {
    private static final String ACCOUNT = "AC" + "a".repeat(32);
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final URI BASE = URI.create("https://mfa.example/");
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final Sink sink = new Sink();
    private SettingWorld world = new SettingWorld();

    @AfterEach
    void stop() {
        world.close();
        sink.close();
    }

    /** A provider of ours, whose sender goes to the sink. */
    private record At(Provider<SmsSender> real, Function<Values, SmsSender> there) implements Provider<SmsSender> {
        @Override
        public String name() {
            return real.name();
        }

        @Override
        public List<Field> fields() {
            return real.fields();
        }

        @Override
        public SmsSender sender(Values values) {
            return there.apply(values);
        }

        @Override
        public Delivery check(Values values) {
            return Delivery.ACCEPTED;
        }
    }

    private List<Provider<SmsSender>> providers() {
        return Providers.of(InstantSource.system()).sms().stream()
                .filter(each -> !each.name().equals("webhook"))
                .<Provider<SmsSender>>map(each -> new At(
                        each,
                        values -> each.name().equals("twilio")
                                ? Twilio.of(
                                                values.text("accountSid"),
                                                values.secret("authToken"),
                                                values.text("sender"))
                                        .at(sink.url())
                                : MessageBird.of(values.secret("accessKey"), values.text("originator"))
                                        .at(sink.url())))
                .toList();
    }

    private void worldWithProviders() {
        world.close();
        world = new SettingWorld(
                BASE, providers(), Providers.of(InstantSource.system()).email());
    }

    private static HttpResponse track(MfaHttp http, String user) {
        String basic = Base64.getEncoder().encodeToString((SettingWorld.KEY + ":").getBytes(UTF_8));
        return http.handle(HttpRequest.of("POST", "/v1/users/" + user + "/actions/transfer")
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .body("{}".getBytes(UTF_8)));
    }

    private static String allowed(MfaHttp http, String user) {
        Matcher found =
                Pattern.compile("\"allowedVerificationMethods\":\\[([^]]*)]").matcher(text(track(http, user)));
        return found.find() ? found.group(1) : "";
    }

    private Decision manage(MfaEngine engine, String user) {
        return engine.track(
                TrackRequest.of(Intent.user(user).action("settings")).manage());
    }

    private void enrolled(String user, String number) {
        world.here
                .enrollVerifiedAuthenticator(user, SMS, Secret.of(number), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
    }

    @Test
    @Requirement("R54")
    void row_1_a_type_is_switched_off_in_the_settings_and_open_pages_and_both_servers_follow() {
        enrolled("ann", "+64211234567");
        assertThat(allowed(world.http, "ann")).contains("SMS");
        assertThat(allowed(world.second, "ann")).contains("SMS");
        Person newcomer =
                new Person(world.second, BASE).open(manage(world.there, "new").url());
        newcomer.post("/choose", "type", "SMS");
        assertThat(newcomer.page()).contains("name=\"address\"").doesNotContain("can’t be used");
        Person ann = new Person(world.second, BASE)
                .open(world.there.track(Intent.user("ann").action("transfer")).url());
        ann.post("/choose", "type", "SMS");
        assertThat(ann.page()).contains("name=\"code\"");
        String code = world.outbox.lastCode("+64211234567");

        assertThat(world.as(Role.ADMIN)
                        .submit("/authenticators/SMS", with("selfService", "on"))
                        .status())
                .isEqualTo(303);
        assertThat(world.settings().isOn(SMS)).isFalse();

        assertThat(allowed(world.http, "ann")).doesNotContain("SMS");
        assertThat(allowed(world.second, "ann"))
                .as("at the next call, on the second server too")
                .doesNotContain("SMS");
        int sent = world.outbox.messages().size();
        newcomer.post("/enter/SMS", "address", "21 123 4568", "country", "NZ");
        assertThat(world.here.getUser("new").isEnrolled()).isFalse();
        newcomer.open("/choose");
        assertThat(newcomer.page()).doesNotContain("value=\"SMS\"");
        ann.post("/answer/SMS", "code", code);
        ann.post("/again/SMS");
        assertThat(world.outbox.messages()).as("nothing is sent any more").hasSize(sent);
        assertThat(world.here.getUser("ann").permitted()).doesNotContain(SMS);
        ActionSession open = world.there
                .session(
                        world.there.track(Intent.user("ann").action("transfer")).token())
                .orElseThrow();
        assertThat(open.status().state()).isEqualTo(ActionState.CHALLENGE_REQUIRED);
        assertThat(open.challenge(SMS).toString()).contains("NOT_PERMITTED");
    }

    private static String[] numbers() {
        return new String[] {"parameter.digits", "6", "parameter.minutes", "5", "parameter.usersPerNumber", "5"};
    }

    private String[] with(String... more) {
        String[] all = new String[numbers().length + more.length];
        System.arraycopy(numbers(), 0, all, 0, numbers().length);
        System.arraycopy(more, 0, all, numbers().length, more.length);
        return all;
    }

    @Test
    void row_2_twilio_and_messagebird_are_set_and_a_send_reaches_each_in_its_own_format() {
        worldWithProviders();
        SettingWorld.Browser admin = world.as(Role.ADMIN);
        enrolled("ann", "+64211234567");
        assertThat(admin.submit(
                                "/authenticators/SMS",
                                with(
                                        "on", "on",
                                        "provider", "twilio",
                                        "provider.accountSid", ACCOUNT,
                                        "provider.authToken", TOKEN,
                                        "provider.sender", "Northbank"))
                        .status())
                .isEqualTo(303);
        String form = text(admin.get("/authenticators/SMS"));
        assertThat(form)
                .contains(ACCOUNT, "Northbank", "Stored. It is never shown.")
                .doesNotContain(TOKEN);

        ActionSession person = challenged(world.there, "ann");
        Sink.Call sent = sink.calls.get(sink.calls.size() - 1);
        assertThat(sent.line()).isEqualTo("POST /2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        assertThat(sent.authorization())
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8)));
        String body = URLDecoder.decode(sent.body(), UTF_8);
        assertThat(body).contains("To=+64211234567").contains("From=Northbank");
        assertThat(person.verify(SMS, code(body)).toString()).contains("Accepted");

        world.clock.move(Duration.ofHours(2));
        admin = world.as(Role.ADMIN);
        assertThat(admin.submit(
                                "/authenticators/SMS",
                                with(
                                        "on", "on",
                                        "provider", "messagebird",
                                        "provider.accessKey", "live_0123456789abcdefghij",
                                        "provider.originator", "Shop"))
                        .status())
                .isEqualTo(303);
        assertThat(text(admin.get("/authenticators/SMS"))).doesNotContain("live_0123456789", TOKEN);
        challenged(world.there, "ann");
        sent = sink.calls.get(sink.calls.size() - 1);
        assertThat(sent.line()).isEqualTo("POST /messages");
        assertThat(sent.authorization()).isEqualTo("AccessKey live_0123456789abcdefghij");
        assertThat(sent.body()).contains("64211234567").contains("Shop");
        assertThat(world.log().toString())
                .contains("types/SMS: Provider", "Twilio", "MessageBird")
                .doesNotContain(TOKEN, "live_0123456789");
    }

    @CanIgnoreReturnValue
    private static ActionSession challenged(MfaEngine engine, String user) {
        ActionSession person = engine.session(
                        engine.track(Intent.user(user).action("transfer")).token())
                .orElseThrow();
        assertThat(person.challenge(SMS).toString()).contains("Open");
        return person;
    }

    private static String code(String text) {
        Matcher found = CODE.matcher(text.replaceAll("\\+?[0-9]{7,}|AC[0-9a-f]+", ""));
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    @Test
    void a_type_that_is_switched_on_with_a_provider_sends_a_code_to_who_asks_for_it_next() {
        worldWithProviders();
        SettingWorld.Browser admin = world.as(Role.ADMIN);
        assertThat(admin.submit("/authenticators/SMS", with()).status()).isEqualTo(303);
        Person person =
                new Person(world.second, BASE).open(manage(world.there, "new").url());
        assertThat(person.page()).doesNotContain("value=\"SMS\"");
        assertThat(admin.submit(
                                "/authenticators/SMS",
                                with(
                                        "on", "on",
                                        "selfService", "on",
                                        "provider", "twilio",
                                        "provider.accountSid", ACCOUNT,
                                        "provider.authToken", TOKEN,
                                        "provider.sender", "Northbank"))
                        .status())
                .isEqualTo(303);
        person.open("/choose").post("/choose", "type", "SMS");
        person.post("/enter/SMS", "country", "NZ", "address", "21 123 4567");
        assertThat(sink.calls).hasSize(1);
        person.post(
                "/answer/SMS", "code", code(URLDecoder.decode(sink.calls.get(0).body(), UTF_8)));
        assertThat(world.here.getUser("new").isEnrolled()).isTrue();
    }

    @Test
    void row_3_a_mail_server_is_set_and_a_code_arrives_there() {
        worldWithProviders();
        SettingWorld.Browser admin = world.as(Role.OWNER);
        assertThat(admin.submit(
                                "/authenticators/EMAIL_OTP",
                                "on",
                                "on",
                                "selfService",
                                "on",
                                "parameter.digits",
                                "6",
                                "parameter.minutes",
                                "10",
                                "provider",
                                "smtp",
                                "provider.host",
                                "127.0.0.1",
                                "provider.port",
                                Integer.toString(sink.mailPort()),
                                "provider.security",
                                "none",
                                "provider.from",
                                "codes@shop.example")
                        .status())
                .isEqualTo(303);
        Person person =
                new Person(world.second, BASE).open(manage(world.there, "new").url());
        person.post("/choose", "type", "EMAIL_OTP").post("/enter/EMAIL_OTP", "address", "new@acme.example");
        assertThat(sink.mails).hasSize(1);
        assertThat(sink.mails.get(0)).contains("codes@shop.example", "new@acme.example");
        person.post("/answer/EMAIL_OTP", "code", code(plain(sink.mails.get(0))));
        assertThat(world.here.getUser("new").enrolled()).contains(EMAIL_OTP);
    }

    /** The code stands on a line of its own. */
    private static String plain(String mail) {
        Matcher line = Pattern.compile("(?m)^ *([0-9]{6})=?$").matcher(mail);
        assertThat(line.find()).as(mail).isTrue();
        return line.group(1);
    }

    @Test
    void row_68_outcome_permitted_types_and_the_default_type_of_an_action_are_set() {
        enrolled("ann", "+64211234567");
        world.here
                .enrollVerifiedAuthenticator(
                        "ann", EMAIL_OTP, Secret.of("ann@acme.example"), TrackRequest.Scope.ADD_AUTHENTICATORS)
                .accepted();
        SettingWorld.Browser admin = world.as(Role.ADMIN);
        assertThat(admin.get("/actions/transfer").status())
                .as("nobody has tracked it")
                .isEqualTo(404);
        assertThat(track(world.second, "ann").status()).isEqualTo(200);
        assertThat(text(admin.get("/actions"))).contains("transfer");

        set(admin, "CHALLENGE", "ENROLL", "permitted.SMS", "on", "permitted.EMAIL_OTP", "on", "preferred", "EMAIL_OTP");
        Decision decision = world.there.track(Intent.user("ann").action("transfer"));
        assertThat(decision.permitted()).containsExactlyInAnyOrder(SMS, EMAIL_OTP);
        ActionSession person = world.there.session(decision.token()).orElseThrow();
        assertThat(person.challenge(AUTHENTICATOR_APP).toString()).contains("NOT_PERMITTED");
        assertThat(person.status().choices().get(0).type()).isEqualTo(EMAIL_OTP);

        set(admin, "BLOCK", "ENROLL");
        assertThat(world.there.track(Intent.user("ann").action("transfer")).next())
                .isEqualTo(Decision.Next.DENY);
        set(admin, "REVIEW", "ENROLL");
        assertThat(world.there.track(Intent.user("ann").action("transfer")).next())
                .isEqualTo(Decision.Next.AWAIT_REVIEW);
        set(admin, "CHALLENGE", "ALLOW");
        assertThat(world.there.track(Intent.user("new").action("transfer")).next())
                .isEqualTo(Decision.Next.PROCEED);
        set(admin, "ALLOW", "ENROLL");
        assertThat(world.there.track(Intent.user("ann").action("transfer")).next())
                .isEqualTo(Decision.Next.PROCEED);
    }

    private static void set(SettingWorld.Browser admin, String outcome, String then, String... more) {
        String[] all = new String[more.length + 6];
        List<String> first = List.of("outcome", outcome, "whenNotEnrolled", then, "validatesOnce", "on");
        for (int i = 0; i < all.length; i++) {
            all[i] = i < first.size() ? first.get(i) : more[i - first.size()];
        }
        assertThat(admin.submit("/actions/transfer", all).status()).isEqualTo(303);
    }
}
