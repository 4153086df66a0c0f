package io.mfaengine.testkit.sent;

import static io.mfaengine.model.AuthenticatorType.EMAIL_OTP;
import static io.mfaengine.model.AuthenticatorType.SMS;
import static io.mfaengine.testkit.sent.Post.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mfaengine.ActionSession;
import io.mfaengine.Challenge;
import io.mfaengine.UserQuery;
import io.mfaengine.UserUpdate;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.User;
import io.mfaengine.model.User.CustomValue;
import io.mfaengine.requirements.Requirement;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.EventRecord;
import io.mfaengine.store.QueryableStore;
import io.mfaengine.store.Snapshot;
import io.mfaengine.store.UserKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the application tells of users. */
interface ProfileRules extends SentRules {
    @Test
    default void whatIsToldOfAUserIsKeptAndWhatIsNotNamedStays() {
        UserUpdate told = UserUpdate.nothing()
                .email(" Jane@Shop.Example ")
                .verifiedPhoneNumber("+64 27 100 0001")
                .custom("plan", new CustomValue.Text("gold"))
                .custom("age", new CustomValue.Numeric(41.5))
                .custom("staff", new CustomValue.Flag(true))
                .custom("groups", new CustomValue.Texts(List.of("a", "b")));
        assertThat(post().mfa.updateUser("usr_1", told)).isEqualTo(post().other.getUser("usr_1"));
        User user = post().other.getUser("usr_1");
        assertThat(user.email()).isEqualTo("jane@shop.example");
        assertThat(user.emailVerified()).isFalse();
        assertThat(user.phoneNumber()).isEqualTo(number(1));
        assertThat(user.phoneNumberVerified()).isTrue();
        assertThat(user.custom())
                .isEqualTo(Map.of(
                        "plan", new CustomValue.Text("gold"),
                        "age", new CustomValue.Numeric(41.5),
                        "staff", new CustomValue.Flag(true),
                        "groups", new CustomValue.Texts(List.of("a", "b"))));

        User later = post().mfa
                .updateUser("usr_1", UserUpdate.nothing().phoneNumber(null).custom("plan", null));
        assertThat(later.email()).isEqualTo("jane@shop.example");
        assertThat(later.phoneNumber()).isNull();
        assertThat(later.phoneNumberVerified()).isFalse();
        assertThat(later.custom()).containsOnlyKeys("age", "staff", "groups");
        assertThat(user.toString()).doesNotContain("jane").doesNotContain("271000");
    }

    @Test
    default void aPersonEnrolsTheAddressThatIsKnownOfThem() {
        assertThat(post().mfa
                        .updateUser(
                                "usr_1",
                                UserUpdate.nothing().email("jane@shop.example").phoneNumber(number(1)))
                        .isEnrolled())
                .isFalse();
        assertThat(post().person("usr_1").enroll(SMS)).isInstanceOf(Challenge.Open.class);
        assertThat(post().outbox.lastCode(number(1))).hasSize(6);
        post().person("usr_1").enroll(EMAIL_OTP).open();
        assertThat(post().outbox.lastCode("jane@shop.example")).hasSize(6);
    }

    @Test
    @Requirement("R90")
    default void usersAreFoundByTheirAddressInAnySpellingUntilItIsGone() {
        Assumptions.assumeTrue(post().store instanceof QueryableStore, "it lists nothing");
        post().texted("usr_1", number(1));
        post().texted("usr_2", number(1));
        post().adopted("usr_2", EMAIL_OTP, "jane@shop.example");
        assertThat(found(UserQuery.phoneNumber("+64-27-100-0001"))).containsExactly("usr_1", "usr_2");
        assertThat(found(UserQuery.email("JANE@shop.example"))).containsExactly("usr_2");
        assertThat(found(UserQuery.email("joe@shop.example"))).isEmpty();
        assertThat(post().mfa
                        .updateUser("usr_2", UserUpdate.nothing().email("jane.doe@shop.example"))
                        .emailVerified())
                .isFalse();
        assertThat(found(UserQuery.email("jane@shop.example"))).isEmpty();
        assertThat(post().mfa.deleteUser("usr_1")).isTrue();
        assertThat(found(UserQuery.phoneNumber(number(1)))).containsExactly("usr_2");
    }

    private List<String> found(UserQuery query) {
        return post().mfa.queryUsers(query).stream().map(User::userId).toList();
    }

    @Test
    default void whatIsOutOfBoundsIsRefusedAndNothingIsChanged() {
        UserUpdate nothing = UserUpdate.nothing();
        List<Runnable> wrong = List.of(
                () -> Objects.requireNonNull(nothing.email("jane@@shop.example")),
                () -> Objects.requireNonNull(nothing.verifiedEmail("x".repeat(300) + "@shop.example")),
                () -> Objects.requireNonNull(nothing.phoneNumber("027 100 0001")),
                () -> Objects.requireNonNull(nothing.verifiedPhoneNumber("+1 900 555 0123")),
                () -> Objects.requireNonNull(nothing.custom("", new CustomValue.Flag(true))),
                () -> Objects.requireNonNull(nothing.custom("n", new CustomValue.Numeric(Double.NaN))),
                () -> Objects.requireNonNull(nothing.custom("n", new CustomValue.Text("x".repeat(1_025)))),
                () -> Objects.requireNonNull(UserQuery.email("jane")),
                () -> Objects.requireNonNull(UserQuery.phoneNumber("027")));
        for (Runnable call : wrong) {
            assertThatIllegalArgumentException().isThrownBy(call::run);
        }
        UserUpdate many = nothing;
        for (int i = 0; i < 51; i++) {
            many = many.custom("n" + i, new CustomValue.Flag(true));
        }
        UserUpdate tooMany = many;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post().mfa.updateUser("usr_1", tooMany))
                .withMessageContaining("50");
        assertThat(post().mfa.getUser("usr_1").createdAt()).isNull();
    }

    @Test
    @Requirement({"R87", "R89", "R90", "R91", "I7"})
    default void noCodeNumberAddressOrLinkIsReadableInTheStore() {
        Assumptions.assumeTrue(post().store instanceof QueryableStore, "it lists nothing");
        QueryableStore store = (QueryableStore) post().store;
        post().texted("usr_1", "+64271234567");
        post().adopted("usr_1", EMAIL_OTP, "jane.canary@shop.example");
        ActionId id = post().person("usr_1").id();
        ActionId asked = ask();
        String code = post().outbox.lastCode("+64271234567");
        StringBuilder dump = new StringBuilder();
        for (ActionId action : List.of(id, asked)) {
            Snapshot seen =
                    store.load(new UserKey("main", "usr_1"), new ActionKey(action.action(), action.idempotencyKey()));
            dump.append(Objects.requireNonNull(seen.user()).payload().text())
                    .append(seen.user().indexes())
                    .append(Objects.requireNonNull(seen.action()).payload().text());
        }
        for (EventRecord event : store.events(new QueryableStore.EventScan("main", null, null, 1_000))) {
            dump.append(event.id()).append(event.payload().text());
        }
        assertThat(dump.toString())
                .contains("CHALLENGE_REQUIRED")
                .doesNotContain("271234567")
                .doesNotContain("27 123")
                .doesNotContain("1234567")
                .doesNotContain("jane.canary")
                .doesNotContain("\"" + code + "\"");
    }

    private ActionId ask() {
        ActionSession person = post().person("usr_1");
        person.challenge(SMS).open();
        return person.id();
    }
}
