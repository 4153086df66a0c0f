package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.StoredAction.Passed;
import io.mfaengine.StoredAction.Question;
import io.mfaengine.StoredAction.Validated;
import io.mfaengine.model.ActionState;
import io.mfaengine.model.AuthenticatorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An action as JSON text. */
final class ActionJson {
    private static final HexFormat HEX = HexFormat.of();

    private ActionJson() {}

    static String write(StoredAction action) {
        return Json.write(out -> {
            out.beginObject();
            out.name("format").value(1);
            out.name("incarnation").value(HEX.toHexDigits(action.incarnation()));
            out.name("nonce").value(HEX.toHexDigits(action.nonceHigh()) + HEX.toHexDigits(action.nonceLow()));
            out.name("state").value(action.state().name());
            out.name("createdAt").value(action.createdAt());
            out.name("changedAt").value(action.changedAt());
            out.name("expiresAt").value(action.expiresAt());
            out.name("since").value(action.since());
            Json.flag(out, "keyed", action.keyed());
            Json.flag(out, "enrolFirst", action.enrolFirst());
            Json.flag(out, "managing", action.managing());
            Json.texts(
                    out,
                    "scopes",
                    action.scopes().stream().map(Enum::name).sorted().toList());
            Json.text(out, "locale", action.locale());
            Json.text(out, "redirectUrl", action.redirectUrl());
            Json.text(out, "from", action.from());
            Json.text(out, "detailsHash", action.detailsHash());
            Json.text(out, "details", Json.base64(action.details()));
            if (!action.questions().isEmpty()) {
                out.name("questions").beginArray();
                for (Question question : action.questions()) {
                    write(out, question);
                }
                out.endArray();
            }
            if (action.passed() != null) {
                write(out.name("passed"), action.passed());
            }
            if (action.validated() != null) {
                out.name("validated").beginArray();
                out.value(action.validated().at()).value(action.validated().request());
                out.endArray();
            }
            Json.writeUnknown(out, action.unknown());
            out.endObject();
        });
    }

    static StoredAction read(String text) {
        return Json.read("action", text, ActionJson::readAction);
    }

    private static StoredAction readAction(JsonReader in) throws IOException {
        int format = 0;
        long incarnation = 0;
        String nonce = "";
        // what can't be read as anything else lets nothing through
        ActionState state = ActionState.BLOCK;
        long createdAt = 0;
        long changedAt = 0;
        long expiresAt = 0;
        long since = 0;
        boolean keyed = false;
        boolean enrolFirst = false;
        boolean managing = false;
        Set<TrackRequest.Scope> scopes = EnumSet.noneOf(TrackRequest.Scope.class);
        String locale = "";
        String redirectUrl = "";
        String from = "";
        String detailsHash = "";
        byte[] details = {};
        List<Question> questions = new ArrayList<>();
        Passed passed = null;
        Validated validated = null;
        Map<String, String> unknown = Map.of();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "format" -> format = in.nextInt();
                case "incarnation" -> incarnation = HexFormat.fromHexDigitsToLong(in.nextString());
                case "nonce" -> nonce = in.nextString();
                case "state" -> state = ActionState.valueOf(in.nextString());
                case "createdAt" -> createdAt = in.nextLong();
                case "changedAt" -> changedAt = in.nextLong();
                case "expiresAt" -> expiresAt = in.nextLong();
                case "since" -> since = in.nextLong();
                case "keyed" -> keyed = in.nextBoolean();
                case "enrolFirst" -> enrolFirst = in.nextBoolean();
                case "managing" -> managing = in.nextBoolean();
                case "scopes" -> {
                    in.beginArray();
                    while (in.hasNext()) {
                        scopes.add(TrackRequest.Scope.valueOf(in.nextString()));
                    }
                    in.endArray();
                }
                case "locale" -> locale = in.nextString();
                case "redirectUrl" -> redirectUrl = in.nextString();
                case "from" -> from = in.nextString();
                case "detailsHash" -> detailsHash = in.nextString();
                case "details" -> details = Json.bytes(in);
                case "questions" -> {
                    in.beginArray();
                    while (in.hasNext()) {
                        questions.add(readQuestion(in));
                    }
                    in.endArray();
                }
                case "passed" -> passed = readPassed(in);
                case "validated" -> validated = readValidated(in);
                default -> unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        Json.checkFormat(format);
        return new StoredAction(
                incarnation,
                HexFormat.fromHexDigitsToLong(nonce, 0, 16),
                HexFormat.fromHexDigitsToLong(nonce, 16, 32),
                state,
                createdAt,
                changedAt,
                expiresAt,
                since,
                keyed,
                enrolFirst,
                managing,
                scopes,
                locale,
                redirectUrl,
                from,
                detailsHash,
                details,
                questions,
                passed,
                validated,
                unknown);
    }

    private static void write(JsonWriter out, Question question) throws IOException {
        out.beginObject();
        out.name("type").value(question.type().name());
        Json.flag(out, "enrolling", question.enrolling());
        out.name("authenticator").value(HEX.toHexDigits(question.authenticator()));
        question.asked().write(out.name("asked"));
        out.name("openedAt").value(question.openedAt());
        out.name("expiresAt").value(question.expiresAt());
        out.name("failures").value(question.failures());
        Json.flag(out, "closed", question.closed());
        out.name("sends").value(question.sends());
        out.name("reply").value(HEX.toHexDigits(question.reply()));
        Json.writeUnknown(out, question.unknown());
        out.endObject();
    }

    private static Question readQuestion(JsonReader in) throws IOException {
        @Nullable AuthenticatorType type = null;
        boolean enrolling = false;
        long authenticator = 0;
        SealedData asked = SealedData.NONE;
        long openedAt = 0;
        long expiresAt = 0;
        int failures = 0;
        boolean closed = false;
        int sends = 0;
        long reply = 0;
        Map<String, String> unknown = Map.of();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "type" -> type = AuthenticatorType.of(in.nextString());
                case "enrolling" -> enrolling = in.nextBoolean();
                case "authenticator" -> authenticator = HexFormat.fromHexDigitsToLong(in.nextString());
                case "asked" -> asked = SealedData.read(in);
                case "openedAt" -> openedAt = in.nextLong();
                case "expiresAt" -> expiresAt = in.nextLong();
                case "failures" -> failures = in.nextInt();
                case "closed" -> closed = in.nextBoolean();
                case "sends" -> sends = in.nextInt();
                case "reply" -> reply = HexFormat.fromHexDigitsToLong(in.nextString());
                default -> unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        if (type == null) {
            throw new IllegalStateException("a question without a type");
        }
        return new Question(
                type, enrolling, authenticator, asked, openedAt, expiresAt, failures, closed, sends, reply, unknown);
    }

    private static void write(JsonWriter out, Passed passed) throws IOException {
        out.beginObject();
        out.name("authenticator").value(HEX.toHexDigits(passed.authenticator()));
        out.name("type").value(passed.type().name());
        out.name("at").value(passed.at());
        Json.flag(out, "enrolled", passed.enrolled());
        Json.flag(out, "owesCodes", passed.owesCodes());
        Json.texts(out, "amr", new TreeSet<>(passed.amr()));
        Json.flag(out, "wasThere", passed.wasThere());
        Json.writeUnknown(out, passed.unknown());
        out.endObject();
    }

    private static Passed readPassed(JsonReader in) throws IOException {
        long authenticator = 0;
        @Nullable AuthenticatorType type = null;
        long at = 0;
        boolean enrolled = false;
        boolean owesCodes = false;
        Set<String> amr = new HashSet<>();
        boolean wasThere = false;
        Map<String, String> unknown = Map.of();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "authenticator" -> authenticator = HexFormat.fromHexDigitsToLong(in.nextString());
                case "type" -> type = AuthenticatorType.of(in.nextString());
                case "at" -> at = in.nextLong();
                case "enrolled" -> enrolled = in.nextBoolean();
                case "owesCodes" -> owesCodes = in.nextBoolean();
                case "amr" -> {
                    in.beginArray();
                    while (in.hasNext()) {
                        amr.add(in.nextString());
                    }
                    in.endArray();
                }
                case "wasThere" -> wasThere = in.nextBoolean();
                default -> unknown = Json.keep(unknown, name, in);
            }
        }
        in.endObject();
        if (type == null) {
            throw new IllegalStateException("passed without a type");
        }
        return new Passed(authenticator, type, at, enrolled, owesCodes, amr, wasThere, unknown);
    }

    private static Validated readValidated(JsonReader in) throws IOException {
        in.beginArray();
        Validated validated = new Validated(in.nextLong(), in.nextString());
        in.endArray();
        return validated;
    }
}
