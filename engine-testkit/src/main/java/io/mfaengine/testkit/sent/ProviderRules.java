package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.mfaengine.ActionSession;
import io.mfaengine.MfaEngine;
import io.mfaengine.Operator;
import io.mfaengine.Verification;
import io.mfaengine.delivery.Delivery;
import io.mfaengine.delivery.Delivery.Cause;
import io.mfaengine.delivery.Delivery.Fate;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.Sms;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.Refusal;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.MfaStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Providers that an operator chooses and sets while engines run. */
interface ProviderRules extends SentRules {
    String CANARY = "canary-secret-of-the-provider-7788";

    /** Sends by the post's outbox, and by its name; its key must be the right one. */
    record Named(String name, Post post) implements Provider<SmsSender> {
        @Override
        public List<Field> fields() {
            return List.of(
                    Field.of("sender", "[A-Za-z]{1,11}", "as whom"),
                    Field.secret("key", "the key"),
                    Field.of("region", "eu|us", "where").optional(),
                    Field.of("server", "[a-z.]{1,64}", "whose").optional().targeting());
        }

        @Override
        public SmsSender sender(Values values) {
            Secret key = values.secret("key");
            String sender = values.text("sender");
            return message -> key.equals(Secret.of(CANARY))
                    ? post.outbox
                            .sms()
                            .send(new Sms(
                                    message.sendId(),
                                    message.channel(),
                                    message.to(),
                                    sender + ": " + message.text(),
                                    message.locale(),
                                    message.about()))
                            .by(name, "")
                    : Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED).by(name, "");
        }

        @Override
        public Delivery check(Values values) {
            return (values.secret("key").equals(Secret.of(CANARY))
                            ? Delivery.ACCEPTED
                            : Delivery.UNAVAILABLE.because(Cause.MISCONFIGURED))
                    .by(name, "");
        }
    }

    private MfaEngine chosen(MfaStore store) {
        return post().bare(store)
                .method(SmsCode.chosen("Acme", List.of(new Named("one", post()), new Named("two", post())), "NZ"))
                .method(EmailCode.of("Acme", post().outbox.email()))
                .build();
    }

    @CanIgnoreReturnValue
    private static Settings set(Operator operator, UnaryOperator<ProviderSettings> change) {
        return operator.updateSettings(settings -> settings.type(
                SMS,
                type -> type.provider(
                        change.apply(Objects.requireNonNullElse(type.provider(), ProviderSettings.of("one"))))));
    }

    @Test
    default void everyEngineSendsByTheChosenProviderFromItsNextCallOn() {
        MfaEngine mfa = chosen(post().store);
        MfaEngine other = chosen(post().otherStore);
        Operator operator = mfa.operator("jane@acme");
        post().texted("usr_1", number(1));
        post().texted("usr_2", number(2));
        assertThat(other.session(post().token("usr_1"))
                        .orElseThrow()
                        .challenge(SMS)
                        .refused()
                        .reason())
                .as("nobody is chosen yet")
                .isEqualTo(Refusal.NOT_SENT);
        set(operator, provider -> provider.field("sender", "Acme").secret("key", Secret.of(CANARY)));
        post().clock.move(Duration.ofHours(1));
        ActionSession person = other.session(post().token("usr_1")).orElseThrow();
        person.challenge(SMS).open();
        assertThat(post().outbox.last(number(1)).text()).startsWith("Acme: ");
        assertThat(person.verify(SMS, post().outbox.lastCode(number(1)))).isInstanceOf(Verification.Accepted.class);
        set(
                operator,
                provider -> ProviderSettings.of("two").field("sender", "Shop").secret("key", Secret.of(CANARY)));
        other.session(post().token("usr_2")).orElseThrow().challenge(SMS).open();
        assertThat(post().outbox.last(number(2)).text()).startsWith("Shop: ");
        assertThat(post().events("message.sent"))
                .extracting(event -> event.attributes().get("by"))
                .containsExactly("one", "two");
    }

    @Test
    @Requirement("I7")
    default void aSecretGoesInAndNeverComesOutAndStaysThroughOtherChanges() {
        MfaEngine mfa = chosen(post().store);
        Operator operator = mfa.operator("jane@acme");
        set(operator, provider -> provider.field("sender", "Acme").secret("key", Secret.of(CANARY)));
        ProviderSettings shown =
                Objects.requireNonNull(operator.settings().type(SMS).provider());
        ProviderSettings.Kept kept = Objects.requireNonNull(shown.secrets().get("key"));
        assertThat(kept.masked()).isEqualTo("\u2022\u2022\u2022\u20227788");
        assertThat(kept.fresh()).isNull();
        assertThat(shown.toString()).doesNotContain(CANARY);
        assertThat(Objects.requireNonNull(
                                post().store.settings("main").orElseThrow().payload())
                        .text())
                .doesNotContain(CANARY)
                .contains("Acme");
        set(operator, provider -> provider.field("region", "eu"));
        assertThat(operator.checkProvider(SMS).isAccepted()).isTrue();
        assertThat(chosen(post().otherStore).operator("joe").checkProvider(SMS).isAccepted())
                .isTrue();
        assertThat(post().events.toString()).doesNotContain(CANARY);
    }

    @Test
    @Requirement("I7")
    default void aSecretThatIsKeptIsNotSentElsewhere() {
        Operator operator = chosen(post().store).operator("jane@acme");
        Secret key = Secret.of(CANARY);
        set(operator, provider -> provider.field("sender", "Acme").secret("key", key));
        for (UnaryOperator<ProviderSettings> elsewhere : List.<UnaryOperator<ProviderSettings>>of(
                provider -> provider.field("server", "mine.example"),
                provider -> provider.field("server", "mine.example").field("region", "eu"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(operator, elsewhere))
                    .withMessage("SMS: one: the secrets must be set anew, because server changes");
        }
        set(operator, provider -> provider.field("server", "ours.example").secret("key", key));
        set(operator, provider -> provider.field("region", "us"));
        assertThatIllegalArgumentException().isThrownBy(() -> set(operator, provider -> provider.without("server")));
        set(
                operator,
                provider -> ProviderSettings.of("two").field("sender", "Acme").secret("key", key));
        assertThat(operator.checkProvider(SMS).isAccepted()).isTrue();
    }

    @Test
    default void aCheckAndATestSayWhatIsWrongAndWhoAsked() {
        MfaEngine mfa = chosen(post().store);
        Operator operator = mfa.operator("jane@acme");
        assertThat(operator.providers(SMS)).extracting(Provider::name).containsExactly("one", "two");
        assertThat(operator.providers(SMS).get(0).fields())
                .extracting(Provider.Field::name)
                .containsExactly("sender", "key", "region", "server");
        assertThat(operator.providers(EMAIL_OTP)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> operator.checkProvider(SMS));
        assertThat(operator.sendTest(SMS, number(1)).cause()).isEqualTo(Cause.MISCONFIGURED);
        set(operator, provider -> provider.field("sender", "Acme").secret("key", Secret.of("wrong")));
        assertThat(operator.checkProvider(SMS).cause()).isEqualTo(Cause.MISCONFIGURED);
        set(operator, provider -> provider.secret("key", Secret.of(CANARY)));
        assertThat(operator.checkProvider(SMS).isAccepted()).isTrue();
        assertThat(post().outbox.size()).isZero();
        assertThat(operator.sendTest(SMS, number(1)).isAccepted()).isTrue();
        assertThat(post().outbox.last(number(1)).text()).contains("test message of Acme");
        assertThat(operator.sendTest(EMAIL_OTP, "jane@shop.example").isAccepted())
                .isTrue();
        for (String nowhere : List.of("", "+1900", "+61491570006")) {
            assertThat(operator.sendTest(SMS, nowhere))
                    .as("no number, or of a country that isn't listed")
                    .isEqualTo(Delivery.REFUSED.because(Cause.BAD_ADDRESS));
        }
        assertThat(operator.sendTest(EMAIL_OTP, "nobody").fate()).isEqualTo(Fate.REFUSED);
        assertThat(post().events("provider.tested"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.actor()).isEqualTo("jane@acme"));
        assertThat(post().events("provider.checked")).isNotEmpty();
    }

    @Test
    default void whatDoesNotFitIsRefusedByNameAndNothingIsSaved() {
        MfaEngine mfa = chosen(post().store);
        Operator operator = mfa.operator("jane@acme");
        ProviderSettings good =
                ProviderSettings.of("one").field("sender", "Acme").secret("key", Secret.of(CANARY));
        for (ProviderSettings bad : List.of(
                ProviderSettings.of("three"),
                good.without("sender"),
                good.without("key"),
                good.field("sender", "too long a name"),
                good.field("colour", "red"),
                good.secret("colour", Secret.of("red")),
                good.field("region", "mars"),
                good.without("key").field("key", "open"))) {
            assertThatThrownBy(() -> set(operator, provider -> bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(CANARY)
                    .hasMessageNotContaining("mars");
        }
        assertThat(operator.settings().type(SMS).provider()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        operator.updateSettings(settings -> settings.type(EMAIL_OTP, type -> type.provider(good))))
                .withMessageContaining("has no provider");
    }
}
