package io.mfaengine;

import io.mfaengine.Users.Profile;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.model.Action;
import io.mfaengine.model.ActionId;
import io.mfaengine.model.Authenticator;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Intent;
import io.mfaengine.model.User;
import io.mfaengine.store.ActionKey;
import io.mfaengine.store.UserKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is stored, as the public values that show it. */
final class Portraits {
    private Portraits() {}

    static User user(Wiring wiring, View view) {
        return user(wiring, view, wiring.methods().on(view.settings()));
    }

    static User user(Wiring wiring, View view, Set<AuthenticatorType> on) {
        StoredUser user = view.user();
        String userId = view.key().userId();
        if (user == null) {
            return new User(
                    userId, false, on, Set.of(), null, null, false, null, false, null, null, null, Map.of(), null);
        }
        List<AuthenticatorType> usable = new ArrayList<>();
        boolean isEnrolled = false;
        for (StoredAuthenticator authenticator : user.authenticators()) {
            AuthenticatorType type = authenticator.type();
            if (on.contains(type)
                    && !user.guesses(type).disabled()
                    && !usable.contains(type)
                    && Access.isServed(wiring, view, authenticator)) {
                usable.add(type);
                isEnrolled |= !type.equals(AuthenticatorType.RECOVERY_CODE);
            }
        }
        Set<AuthenticatorType> enrolled = usable.size() == 1 ? Set.of(usable.get(0)) : Set.copyOf(usable);
        AuthenticatorType preferred = preferred(user, usable);
        Instant createdAt = Instant.ofEpochMilli(user.createdAt());
        if (!user.profile().isSealed()) {
            return new User(
                    userId,
                    isEnrolled,
                    on,
                    enrolled,
                    preferred,
                    null,
                    false,
                    null,
                    false,
                    null,
                    null,
                    null,
                    Map.of(),
                    createdAt);
        }
        Data profile = Profile.open(wiring, view, user);
        return new User(
                userId,
                isEnrolled,
                on,
                enrolled,
                preferred,
                profile.find(Profile.EMAIL).orElse(null),
                Profile.isSet(profile, Profile.EMAIL_VERIFIED),
                profile.find(Profile.PHONE).orElse(null),
                Profile.isSet(profile, Profile.PHONE_VERIFIED),
                profile.find(Profile.USERNAME).orElse(null),
                profile.find(Profile.DISPLAY_NAME).orElse(null),
                profile.find(Profile.LOCALE).map(Locale::forLanguageTag).orElse(null),
                Profile.custom(profile),
                createdAt);
    }

    /** The user's choice if it can be used, else the first that can. */
    static @Nullable AuthenticatorType preferred(StoredUser user, List<AuthenticatorType> usable) {
        AuthenticatorType chosen = user.authenticator(user.preferred())
                .map(StoredAuthenticator::type)
                .orElse(null);
        if (chosen != null && usable.contains(chosen)) {
            return chosen;
        }
        for (AuthenticatorType type : usable) {
            if (!type.equals(AuthenticatorType.RECOVERY_CODE)) {
                return type;
            }
        }
        return null;
    }

    /** As the person may see it: not where it is. */
    static Authenticator authenticator(StoredUser user, StoredAuthenticator stored) {
        return authenticator(user, stored, null);
    }

    private static Authenticator authenticator(StoredUser user, StoredAuthenticator stored, @Nullable String address) {
        boolean disabled = user.guesses(stored.type()).disabled();
        return new Authenticator(
                StoredAuthenticator.publicId(stored.id()),
                stored.type(),
                disabled ? Authenticator.Status.DISABLED : Authenticator.Status.ACTIVE,
                stored.label(),
                address,
                stored.destination(),
                user.preferred() == stored.id(),
                Instant.ofEpochMilli(stored.createdAt()),
                stored.lastUsedAt() == 0 ? null : Instant.ofEpochMilli(stored.lastUsedAt()));
    }

    static List<Authenticator> authenticators(@Nullable StoredUser user) {
        return user == null
                ? List.of()
                : user.authenticators().stream()
                        .map(a -> authenticator(user, a))
                        .toList();
    }

    /** As the application may see them: with where they are. */
    static List<Authenticator> addressed(Wiring wiring, View view) {
        StoredUser user = view.user();
        return user == null
                ? List.of()
                : user.authenticators().stream()
                        .map(stored -> authenticator(user, stored, address(wiring, view, stored)))
                        .toList();
    }

    private static @Nullable String address(Wiring wiring, View view, StoredAuthenticator stored) {
        return stored.hasAddress()
                ? wiring.vault()
                        .open(stored.data(), stored.place(view.key()))
                        .find(Field.ADDRESS)
                        .orElse(null)
                : null;
    }

    /** Where the person can be told: none if it can't be read. */
    static List<String> addresses(Wiring wiring, View view) {
        StoredUser user = view.user();
        Set<String> addresses = new TreeSet<>();
        if (user != null) {
            try {
                Data profile = Profile.open(wiring, view, user);
                profile.find(Profile.EMAIL).ifPresent(addresses::add);
                profile.find(Profile.PHONE).ifPresent(addresses::add);
                for (StoredAuthenticator stored : user.authenticators()) {
                    Optional.ofNullable(address(wiring, view, stored)).ifPresent(addresses::add);
                }
            } catch (CannotOpenException e) {
                return List.of();
            }
        }
        return List.copyOf(addresses);
    }

    static Action action(View view, StoredAction stored) {
        return action(view.key().userId(), Objects.requireNonNull(view.actionKey()), stored);
    }

    static Action action(String userId, ActionKey key, StoredAction stored) {
        return action(
                Intent.user(userId)
                        .action(key.action())
                        .idempotencyKey(key.idempotencyKey())
                        .id(),
                stored);
    }

    static Action action(ActionId id, StoredAction stored) {
        return new Action(
                id,
                stored.state(),
                Instant.ofEpochMilli(stored.createdAt()),
                Instant.ofEpochMilli(stored.changedAt()),
                stored.passed() == null ? null : stored.passed().type());
    }

    /** The intent of the action that is viewed, with its details. */
    static Intent intent(Wiring wiring, View view) {
        return intent(wiring, view.key(), Objects.requireNonNull(view.actionKey()), view.action());
    }

    static Intent intent(Wiring wiring, UserKey user, ActionKey key, @Nullable StoredAction action) {
        Intent intent = Intent.user(user.userId()).action(key.action()).idempotencyKey(key.idempotencyKey());
        if (action == null || action.details().length == 0) {
            return intent;
        }
        byte[] details = wiring.vault()
                .openBytes(action.details(), user.userId(), "details", key.action(), key.idempotencyKey());
        for (ByteBuffer in = ByteBuffer.wrap(details); in.hasRemaining(); ) {
            intent = intent.detail(text(in), text(in));
        }
        return intent;
    }

    /** Details in a form that is the same for the same details. */
    static byte[] bytes(Map<String, String> details) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        details.forEach((name, value) -> {
            append(out, name);
            append(out, value);
        });
        return out.toByteArray();
    }

    private static void append(java.io.ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
        out.writeBytes(bytes);
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
