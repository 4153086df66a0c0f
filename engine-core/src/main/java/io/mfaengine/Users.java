package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.Trailing.EventDraft;
import io.mfaengine.crypto.CannotOpenException;
import io.mfaengine.delivery.Address;
import io.mfaengine.delivery.EmailAddress;
import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.method.AuthenticatorMethod;
import io.mfaengine.method.AuthenticatorMethod.Held;
import io.mfaengine.method.Check;
import io.mfaengine.method.Data;
import io.mfaengine.method.Field;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Secret;
import io.mfaengine.model.User;
import io.mfaengine.model.User.CustomValue;
import io.mfaengine.store.Claim;
import io.mfaengine.store.QueryableStore.UserScan;
import io.mfaengine.store.UserKey;
import io.mfaengine.store.UserRecord;
import io.mfaengine.store.Version;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the application does with users as such. */
final class Users {
    private final Wiring wiring;
    private final Partition partition;
    private final Access access;
    private final Enrolling enrolling;

    Users(Wiring wiring, Partition partition, Access access, Enrolling enrolling) {
        this.wiring = wiring;
        this.partition = partition;
        this.access = access;
        this.enrolling = enrolling;
    }

    User get(String userId) {
        return partition.look(wiring.user(userId), null, view -> Portraits.user(wiring, view));
    }

    User update(String userId, UserUpdate update) {
        return partition.run(wiring.user(userId), null, "host", view -> {
            StoredUser user =
                    view.user() == null ? StoredUser.create(wiring.random().number(), view.now()) : view.user();
            Data before = Profile.open(wiring, view, user);
            Data after = update.of(before);
            Moving moving = new Moving(
                    view, user.profile(wiring.vault().reseal(user.profile(), before, after, userId, Profile.PLACE)));
            moving.events.add(EventDraft.of(view.user() == null ? "user.created" : "user.updated"));
            for (Address address : update.verified()) {
                moving.to(address, before);
            }
            Set<Claim> indexes = Profile.indexes(view.tenant(), after);
            User answer = Portraits.user(wiring, view.of(moving.user, indexes));
            return Plan.write(answer, moving.user, null, moving.events)
                    .indexed(indexes)
                    .claiming(moving.claims, null)
                    .releasing(moving.releases);
        });
    }

    /** Authenticators that go with an address which the application has proved. */
    private final class Moving {
        private final View view;
        private StoredUser user;
        private final List<EventDraft> events = new ArrayList<>();
        private final Set<Claim> claims = new HashSet<>();
        private final Set<Claim> releases = new HashSet<>();

        Moving(View view, StoredUser user) {
            this.view = view;
            this.user = user;
        }

        void to(Address address, Data before) {
            String previous = before.find(Profile.field(address)).orElse(null);
            for (AuthenticatorType type : Profile.types(address)) {
                AuthenticatorMethod method = wiring.methods().of(type).orElse(null);
                if (method != null && previous != null && !previous.equals(address.canonical())) {
                    move(type, method, previous, address);
                }
            }
        }

        private void move(AuthenticatorType type, AuthenticatorMethod method, String previous, Address address) {
            List<Held> held = access.held(view, user, type, 0);
            for (Held one : held) {
                long id = Objects.requireNonNull(StoredAuthenticator.internalId(one.id()));
                StoredAuthenticator stored = user.authenticator(id).orElseThrow();
                if (!one.data().find(Field.ADDRESS).filter(previous::equals).isPresent()) {
                    continue;
                }
                stored.claims().forEach(name -> releases.add(new Claim(wiring.tenant(), name)));
                if (Enrolling.isAt(held, address)) {
                    user = user.without(id);
                    events.add(EventDraft.of("authenticator.removed", stored));
                } else {
                    user = user.change(id, before -> moved(before, one, proof(type, method, address)));
                    events.add(EventDraft.of("authenticator.moved", stored));
                }
            }
        }

        private Check.Enrolled proof(AuthenticatorType type, AuthenticatorMethod method, Address address) {
            Check check =
                    method.adopt(new MethodContext(wiring, view, type, List.of()), Secret.of(address.canonical()));
            if (check instanceof Check.Enrolled proof) {
                return proof;
            }
            throw new IllegalArgumentException("the user has an authenticator of type " + type
                    + " which can't move to an address that isn't permitted there");
        }

        private StoredAuthenticator moved(StoredAuthenticator before, Held held, Check.Enrolled proof) {
            Set<Claim> places = enrolling
                    .claims(view, user.without(before.id()), before.type(), proof)
                    .orElseThrow(
                            () -> new IllegalArgumentException("as many users as may share it have an authenticator"
                                    + " of type " + before.type() + " at that address already"));
            claims.addAll(places);
            releases.removeAll(places);
            boolean named = !before.label().equals(Profile.masked(held.data().get(Field.ADDRESS)));
            return before.moved(
                    named ? before.label() : proof.label(),
                    wiring.vault().seal(Enrolling.kept(view, proof), before.place(view.key())),
                    places.stream().map(Claim::name).collect(Collectors.toSet()));
        }
    }

    boolean delete(String userId, String actor) {
        return partition.run(
                wiring.user(userId),
                null,
                actor,
                view -> view.user() == null ? Plan.answer(false) : Plan.erase(true, EventDraft.of("user.erased")));
    }

    List<User> query(UserQuery query) {
        TenantSettings tenant = wiring.settings().read();
        Claim index = query.index() == null
                ? null
                : Profile.index(tenant, query.index().kind(), query.index().value());
        UserKey after = query.after() == null ? null : wiring.user(query.after());
        List<UserRecord> records = wiring.store().users(new UserScan(wiring.tenant(), index, after, query.limit()));
        try {
            return records.stream()
                    .map(record -> Portraits.user(wiring, view(tenant, record)))
                    .toList();
        } catch (CannotOpenException e) {
            throw MfaException.unreadable(e);
        }
    }

    private View view(TenantSettings tenant, UserRecord record) {
        return new View(
                wiring.now(),
                Version.ABSENT,
                record.key(),
                null,
                StoredUser.of(record.payload()),
                record.version(),
                record.indexes(),
                null,
                Version.ABSENT,
                tenant);
    }

    /** What the application told of a user, sealed in their record. */
    static final class Profile {
        static final Field<String> EMAIL = Field.text("email");
        static final Field<Long> EMAIL_VERIFIED = Field.number("emailVerified");
        static final Field<String> PHONE = Field.text("phoneNumber");
        static final Field<Long> PHONE_VERIFIED = Field.number("phoneNumberVerified");
        static final Field<String> USERNAME = Field.text("username");
        static final Field<String> DISPLAY_NAME = Field.text("displayName");
        static final Field<String> LOCALE = Field.text("locale");
        static final Field<String> CUSTOM = Field.text("custom");

        static final String EMAIL_INDEX = "email";
        static final String PHONE_INDEX = "phone";
        static final String USERNAME_INDEX = "username";

        /** Where it is sealed, with the user. */
        static final String PLACE = "profile";

        private static final int MAX_CUSTOM = 50;

        private Profile() {}

        static Data open(Wiring wiring, View view, StoredUser user) {
            return wiring.vault().open(user.profile(), view.key().userId(), PLACE);
        }

        /** By which listings find who has this profile. */
        static Set<Claim> indexes(TenantSettings tenant, Data profile) {
            Set<Claim> indexes = new HashSet<>();
            profile.find(USERNAME).ifPresent(name -> indexes.add(index(tenant, USERNAME_INDEX, name)));
            profile.find(EMAIL).ifPresent(email -> indexes.add(index(tenant, EMAIL_INDEX, email)));
            profile.find(PHONE).ifPresent(number -> indexes.add(index(tenant, PHONE_INDEX, number)));
            return indexes;
        }

        static Claim index(TenantSettings tenant, String kind, String value) {
            return tenant.claim(
                    kind, Normalizer.normalize(value, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
        }

        static Field<String> field(Address address) {
            return address instanceof EmailAddress ? EMAIL : PHONE;
        }

        /** The types whose messages go to such an address. */
        static List<AuthenticatorType> types(Address address) {
            return address instanceof EmailAddress
                    ? List.of(AuthenticatorType.EMAIL_OTP, AuthenticatorType.EMAIL_MAGIC_LINK)
                    : List.of(AuthenticatorType.SMS, AuthenticatorType.WHATSAPP);
        }

        static String masked(String canonical) {
            return EmailAddress.parse(canonical)
                    .<Address>map(email -> email)
                    .or(() -> PhoneNumber.parse(canonical))
                    .map(Address::masked)
                    .orElse("");
        }

        static Data email(Data profile, @Nullable EmailAddress address, boolean verified) {
            return set(profile, EMAIL, EMAIL_VERIFIED, address, verified);
        }

        static Data phone(Data profile, @Nullable PhoneNumber number, boolean verified) {
            return set(profile, PHONE, PHONE_VERIFIED, number, verified);
        }

        /** An address that was proved by enrolling it is the user's, unless another one is known. */
        static Data proved(Data profile, Address address) {
            boolean other = profile.find(field(address))
                    .filter(known -> !known.equals(address.canonical()))
                    .isPresent();
            if (other) {
                return profile;
            }
            return address instanceof EmailAddress email
                    ? email(profile, email, true)
                    : address instanceof PhoneNumber number ? phone(profile, number, true) : profile;
        }

        private static Data set(
                Data profile, Field<String> field, Field<Long> flag, @Nullable Address address, boolean verified) {
            if (address == null) {
                return profile.without(field).without(flag);
            }
            boolean same =
                    profile.find(field).filter(address.canonical()::equals).isPresent();
            boolean proved = verified || (same && isSet(profile, flag));
            return profile.with(field, address.canonical()).with(flag, proved ? 1L : 0L);
        }

        static boolean isSet(Data profile, Field<Long> flag) {
            return profile.find(flag).filter(value -> value == 1).isPresent();
        }

        static Data custom(Data profile, String name, @Nullable CustomValue value) {
            Map<String, CustomValue> all = new TreeMap<>(custom(profile));
            if (value == null) {
                all.remove(name);
            } else {
                all.put(name, value);
            }
            if (all.size() > MAX_CUSTOM) {
                throw new IllegalArgumentException("a user must have at most " + MAX_CUSTOM + " custom values");
            }
            return all.isEmpty()
                    ? profile.without(CUSTOM)
                    : profile.with(CUSTOM, Json.write(out -> {
                        out.beginObject();
                        for (Map.Entry<String, CustomValue> one : all.entrySet()) {
                            write(out.name(one.getKey()), one.getValue());
                        }
                        out.endObject();
                    }));
        }

        static Map<String, CustomValue> custom(Data profile) {
            return profile.find(CUSTOM)
                    .map(text -> Json.<Map<String, CustomValue>>read("profile", text, in -> {
                        Map<String, CustomValue> all = new HashMap<>();
                        in.beginObject();
                        while (in.hasNext()) {
                            all.put(in.nextName(), read(in));
                        }
                        in.endObject();
                        return all;
                    }))
                    .orElse(Map.of());
        }

        private static void write(JsonWriter out, CustomValue value) throws IOException {
            if (value instanceof CustomValue.Text text) {
                out.value(text.text());
            } else if (value instanceof CustomValue.Numeric number) {
                out.value(number.number());
            } else if (value instanceof CustomValue.Flag flag) {
                out.value(flag.flag());
            } else if (value instanceof CustomValue.Texts texts) {
                out.beginArray();
                for (String text : texts.texts()) {
                    out.value(text);
                }
                out.endArray();
            }
        }

        private static CustomValue read(JsonReader in) throws IOException {
            return switch (in.peek()) {
                case NUMBER -> new CustomValue.Numeric(in.nextDouble());
                case BOOLEAN -> new CustomValue.Flag(in.nextBoolean());
                case BEGIN_ARRAY -> {
                    List<String> texts = new ArrayList<>();
                    in.beginArray();
                    while (in.hasNext()) {
                        texts.add(in.nextString());
                    }
                    in.endArray();
                    yield new CustomValue.Texts(texts);
                }
                default -> new CustomValue.Text(in.nextString());
            };
        }
    }
}
