package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.ChainLink.ChainHead;
import io.mfaengine.GuessLimits.GuessCount;
import io.mfaengine.model.AuthenticatorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A user as JSON text. */
final class UserJson {
    private static final HexFormat HEX = HexFormat.of();

    private UserJson() {}

    static String write(StoredUser user) {
        return Json.write(out -> {
            out.beginObject();
            out.name("format").value(1);
            out.name("incarnation").value(HEX.toHexDigits(user.incarnation()));
            out.name("createdAt").value(user.createdAt());
            out.name("commits").beginArray();
            for (long commit : user.commits()) {
                out.value(HEX.toHexDigits(commit));
            }
            out.endArray();
            out.name("authenticators").beginArray();
            for (StoredAuthenticator authenticator : user.authenticators()) {
                authenticator.write(out);
            }
            out.endArray();
            if (!user.guesses().isEmpty()) {
                out.name("guesses").beginObject();
                for (Map.Entry<AuthenticatorType, GuessCount> guess : new TreeMap<>(user.guesses()).entrySet()) {
                    writeGuesses(out.name(guess.getKey().name()), guess.getValue());
                }
                out.endObject();
            }
            if (user.preferred() != 0) {
                out.name("preferred").value(HEX.toHexDigits(user.preferred()));
            }
            out.name("profile");
            user.profile().write(out);
            user.head().write(out.name("chain"));
            Json.writeUnknown(out, user.unknown());
            out.endObject();
        });
    }

    static StoredUser read(String text) {
        return Json.read("user", text, in -> {
            int format = 0;
            long incarnation = 0;
            long createdAt = 0;
            List<Long> commits = new ArrayList<>();
            List<StoredAuthenticator> authenticators = new ArrayList<>();
            Map<AuthenticatorType, GuessCount> guesses = new HashMap<>();
            long preferred = 0;
            SealedData profile = SealedData.NONE;
            ChainHead head = ChainHead.START;
            Map<String, String> unknown = Map.of();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                switch (name) {
                    case "format" -> format = in.nextInt();
                    case "incarnation" -> incarnation = HexFormat.fromHexDigitsToLong(in.nextString());
                    case "createdAt" -> createdAt = in.nextLong();
                    case "commits" -> {
                        in.beginArray();
                        while (in.hasNext()) {
                            commits.add(HexFormat.fromHexDigitsToLong(in.nextString()));
                        }
                        in.endArray();
                    }
                    case "authenticators" -> {
                        in.beginArray();
                        while (in.hasNext()) {
                            authenticators.add(StoredAuthenticator.read(in));
                        }
                        in.endArray();
                    }
                    case "guesses" -> {
                        in.beginObject();
                        while (in.hasNext()) {
                            guesses.put(AuthenticatorType.of(in.nextName()), readGuesses(in));
                        }
                        in.endObject();
                    }
                    case "preferred" -> preferred = HexFormat.fromHexDigitsToLong(in.nextString());
                    case "profile" -> profile = SealedData.read(in);
                    case "chain" -> head = ChainHead.read(in);
                    default -> unknown = Json.keep(unknown, name, in);
                }
            }
            in.endObject();
            Json.checkFormat(format);
            return new StoredUser(
                    incarnation,
                    createdAt,
                    commits.stream().mapToLong(Long::longValue).toArray(),
                    authenticators,
                    guesses,
                    preferred,
                    profile,
                    head,
                    unknown);
        });
    }

    private static void writeGuesses(JsonWriter out, GuessCount count) throws IOException {
        out.beginObject();
        out.name("consecutive").value(count.consecutive());
        Json.flag(out, "disabled", count.disabled());
        out.name("failures").beginArray();
        for (long failure : count.failures()) {
            out.value(failure);
        }
        out.endArray();
        Json.writeUnknown(out, count.unknown());
        out.endObject();
    }

    private static GuessCount readGuesses(JsonReader in) throws IOException {
        int consecutive = 0;
        boolean disabled = false;
        Map<String, String> unknown = Map.of();
        List<Long> failures = new ArrayList<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "consecutive" -> consecutive = in.nextInt();
                case "disabled" -> disabled = in.nextBoolean();
                case "failures" -> {
                    in.beginArray();
                    while (in.hasNext()) {
                        failures.add(in.nextLong());
                    }
                    in.endArray();
                }
                default -> unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        return new GuessCount(
                consecutive, failures.stream().mapToLong(Long::longValue).toArray(), disabled, unknown);
    }
}
