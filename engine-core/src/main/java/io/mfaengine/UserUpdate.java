package io.mfaengine;

import io.mfaengine.Users.Profile;
import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.method.Data;
import io.mfaengine.model.User.CustomValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What to change of a user; what isn't named stays. Immutable: what looks like a setter gives a changed copy. */
public final class UserUpdate {
    private static final int MAX_NAME = 255;
    private static final int MAX_TEXT = 1_024;
    private static final int MAX_TEXTS = 100;

    private final List<UnaryOperator<Data>> changes;
    private final List<Address> verified;

    private UserUpdate(List<UnaryOperator<Data>> changes, List<Address> verified) {
        this.changes = changes;
        this.verified = verified;
    }

    /**
     * No change; a user who is unknown comes into being all the same.
     *
     * @return the update
     */
    public static UserUpdate nothing() {
        return new UserUpdate(List.of(), List.of());
    }

    /**
     * Sets their e-mail address, which counts as verified only if it was already. Authenticators stay where they are.
     *
     * @param address the address; null: none
     * @return a changed copy
     * @throws IllegalArgumentException if it is none
     */
    public UserUpdate email(@Nullable String address) {
        EmailAddress email = address == null ? null : address(address);
        return then(profile -> Profile.email(profile, email, false), null);
    }

    /**
     * Sets an e-mail address that the application has proved to be theirs. Codes and links that went to the address
     * before go to this one.
     *
     * @param address the address
     * @return a changed copy
     * @throws IllegalArgumentException if it is none
     */
    public UserUpdate verifiedEmail(String address) {
        EmailAddress email = address(address);
        return then(profile -> Profile.email(profile, email, true), email);
    }

    /**
     * Sets their number, which counts as verified only if it was already. Authenticators stay where they are.
     *
     * @param number the number in international form; null: none
     * @return a changed copy
     * @throws IllegalArgumentException if it is none that can get a message
     */
    public UserUpdate phoneNumber(@Nullable String number) {
        PhoneNumber phone = number == null ? null : number(number);
        return then(profile -> Profile.phone(profile, phone, false), null);
    }

    /**
     * Sets a number that the application has proved to be theirs. Codes that went to the number before go to this one.
     *
     * @param number the number in international form
     * @return a changed copy
     * @throws IllegalArgumentException if it is none that can get a message
     */
    public UserUpdate verifiedPhoneNumber(String number) {
        PhoneNumber phone = number(number);
        return then(profile -> Profile.phone(profile, phone, true), phone);
    }

    /**
     * Sets the name that they go by.
     *
     * @param name 1 to 255 characters of well-formed Unicode without control characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public UserUpdate username(String name) {
        String checked = Bounds.text("username", name, MAX_NAME);
        return then(profile -> profile.with(Profile.USERNAME, checked), null);
    }

    /**
     * Sets the person's name.
     *
     * @param name 1 to 255 characters of well-formed Unicode without control characters
     * @return a changed copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public UserUpdate displayName(String name) {
        String checked = Bounds.text("displayName", name, MAX_NAME);
        return then(profile -> profile.with(Profile.DISPLAY_NAME, checked), null);
    }

    /**
     * Sets the language to speak to them.
     *
     * @param locale the language
     * @return a changed copy
     */
    public UserUpdate locale(Locale locale) {
        String tag = Objects.requireNonNull(locale, "locale").toLanguageTag();
        return then(profile -> profile.with(Profile.LOCALE, tag), null);
    }

    /**
     * Keeps a value of the application's own. A user has at most 50.
     *
     * @param name 1 to 64 characters of well-formed Unicode without control characters
     * @param value the value; null: none
     * @return a changed copy
     * @throws IllegalArgumentException if one is out of its bounds, now, or as the user is updated if there are too many
     */
    public UserUpdate custom(String name, @Nullable CustomValue value) {
        String checked = Bounds.text("custom name", name, 64);
        if (value instanceof CustomValue.Text text) {
            check(text.text());
        } else if (value instanceof CustomValue.Texts texts) {
            if (texts.texts().size() > MAX_TEXTS) {
                throw new IllegalArgumentException("a custom value must have at most " + MAX_TEXTS + " texts");
            }
            texts.texts().forEach(UserUpdate::check);
        } else if (value instanceof CustomValue.Numeric number && !Double.isFinite(number.number())) {
            throw new IllegalArgumentException("a custom number must be finite");
        }
        return then(profile -> Profile.custom(profile, checked, value), null);
    }

    private static void check(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("a custom text must have at most " + MAX_TEXT + " characters");
        }
    }

    static EmailAddress address(String address) {
        return EmailAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "email must be an address of at most 254 characters, such as jane@acme.example"));
    }

    static PhoneNumber number(String number) {
        return PhoneNumber.parse(number)
                .orElseThrow(() -> new IllegalArgumentException(
                        "phoneNumber must be a valid number in international form, such as +64 27 123 4567"));
    }

    private UserUpdate then(UnaryOperator<Data> change, @Nullable Address proved) {
        List<UnaryOperator<Data>> more = new ArrayList<>(changes);
        more.add(change);
        List<Address> addresses = new ArrayList<>(verified);
        if (proved != null) {
            addresses.removeIf(other -> other.getClass().equals(proved.getClass()));
            addresses.add(proved);
        }
        return new UserUpdate(List.copyOf(more), List.copyOf(addresses));
    }

    Data of(Data profile) {
        Data next = profile;
        for (UnaryOperator<Data> change : changes) {
            next = change.apply(next);
        }
        return next;
    }

    /** The addresses that authenticators move to. */
    List<Address> verified() {
        return verified;
    }
}
