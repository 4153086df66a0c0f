package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.method.Field;
import io.mfaengine.model.AuthenticatorId;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.store.UserKey;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One confirmed authenticator. Lives inside its user.
 *
 * @param id 64 random bits, not 0
 * @param type its type
 * @param label what the person calls it
 * @param sealed the sealed part of what the method keeps; with the next two {@link #data}, laid out flat: these are what
 *     there are many of
 * @param readable the readable part
 * @param unknownData what another release keeps there
 * @param createdAt when it was confirmed, in milliseconds
 * @param lastUsedAt when it last passed a challenge, in milliseconds; 0 if never
 * @param since how many events were chained for the user when it was confirmed: tells, without a clock, what came first
 * @param claims what no other user may hold, hashed
 * @param unknown what another release keeps
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredAuthenticator(
        long id,
        AuthenticatorType type,
        String label,
        byte[] sealed,
        Map<String, Object> readable,
        Map<String, String> unknownData,
        long createdAt,
        long lastUsedAt,
        long since,
        Set<String> claims,
        Map<String, String> unknown) {
    /** Where it is, as a blind index: the same for all that one phone or one mailbox answers. */
    static final Field<String> DESTINATION = Field.text("destination").readable();

    StoredAuthenticator {
        claims = Set.copyOf(claims);
    }

    StoredAuthenticator(
            long id,
            AuthenticatorType type,
            String label,
            SealedData data,
            long createdAt,
            long lastUsedAt,
            long since,
            Set<String> claims,
            Map<String, String> unknown) {
        this(
                id,
                type,
                label,
                data.sealed(),
                data.readable(),
                data.unknown(),
                createdAt,
                lastUsedAt,
                since,
                claims,
                unknown);
    }

    static StoredAuthenticator enrolled(
            long id, AuthenticatorType type, String label, SealedData data, long now, long since, Set<String> claims) {
        return new StoredAuthenticator(id, type, label, data, now, 0, since, claims, Map.of());
    }

    /** What the method keeps. */
    SealedData data() {
        return new SealedData(sealed, readable, unknownData);
    }

    boolean hasAddress() {
        return readable.containsKey(DESTINATION.name());
    }

    /** Where it is, told apart and not named; what is nowhere is itself. */
    String destination() {
        return readable.getOrDefault(DESTINATION.name(), publicId(id).value()).toString();
    }

    static AuthenticatorId publicId(long id) {
        return new AuthenticatorId(HexFormat.of().toHexDigits(id));
    }

    /** The text of its {@link #publicId}. */
    String hexId() {
        return HexFormat.of().toHexDigits(id);
    }

    /** Null if it can't be an id of ours. */
    static @Nullable Long internalId(AuthenticatorId id) {
        try {
            return id.value().length() == 16 ? HexFormat.fromHexDigitsToLong(id.value()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Where its data is sealed. */
    String[] place(UserKey user) {
        return new String[] {user.userId(), type.name(), hexId()};
    }

    StoredAuthenticator used(SealedData next, long now) {
        return new StoredAuthenticator(id, type, label, next, createdAt, now, since, claims, unknown);
    }

    StoredAuthenticator data(SealedData next) {
        return new StoredAuthenticator(id, type, label, next, createdAt, lastUsedAt, since, claims, unknown);
    }

    StoredAuthenticator moved(String nextLabel, SealedData next, Set<String> nextClaims) {
        return new StoredAuthenticator(id, type, nextLabel, next, createdAt, lastUsedAt, since, nextClaims, unknown);
    }

    StoredAuthenticator label(String next) {
        return new StoredAuthenticator(id, type, next, data(), createdAt, lastUsedAt, since, claims, unknown);
    }

    void write(JsonWriter out) throws IOException {
        out.beginObject();
        out.name("id").value(hexId());
        out.name("type").value(type.name());
        out.name("label").value(label);
        out.name("data");
        data().write(out);
        out.name("createdAt").value(createdAt);
        if (lastUsedAt != 0) {
            out.name("lastUsedAt").value(lastUsedAt);
        }
        out.name("since").value(since);
        Json.texts(out, "claims", new TreeSet<>(claims));
        Json.writeUnknown(out, unknown);
        out.endObject();
    }

    static StoredAuthenticator read(JsonReader in) throws IOException {
        long id = 0;
        AuthenticatorType type = null;
        String label = "";
        SealedData data = SealedData.NONE;
        long createdAt = 0;
        long lastUsedAt = 0;
        long since = 0;
        Set<String> claims = new HashSet<>();
        Map<String, String> unknown = Map.of();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "id" -> id = HexFormat.fromHexDigitsToLong(in.nextString());
                case "type" -> type = AuthenticatorType.of(in.nextString());
                case "label" -> label = in.nextString();
                case "data" -> data = SealedData.read(in);
                case "createdAt" -> createdAt = in.nextLong();
                case "lastUsedAt" -> lastUsedAt = in.nextLong();
                case "since" -> since = in.nextLong();
                case "claims" -> {
                    in.beginArray();
                    while (in.hasNext()) {
                        claims.add(in.nextString());
                    }
                    in.endArray();
                }
                default -> unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        if (type == null) {
            throw new IllegalStateException("an authenticator without a type");
        }
        return new StoredAuthenticator(id, type, label, data, createdAt, lastUsedAt, since, claims, unknown);
    }
}
