package io.mfaengine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.ProviderSettings;
import io.mfaengine.model.ProviderSettings.Kept;
import io.mfaengine.model.Settings;
import io.mfaengine.model.TypeSettings;
import io.mfaengine.store.SettingsRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings of a tenant as JSON text. */
final class SettingsJson {
    private static final String TYPES = "types/";
    private static final String ACTIONS = "actions/";
    private static final String PROVIDER = "/provider";

    private SettingsJson() {}

    static String write(TenantSettings tenant) {
        Settings settings = tenant.settings();
        return Json.write(out -> {
            out.beginObject();
            out.name("format").value(1);
            out.name("root").value(Json.base64(tenant.sealedRoot()));
            out.name("types").beginObject();
            for (Map.Entry<AuthenticatorType, TypeSettings> type : new TreeMap<>(settings.types()).entrySet()) {
                String where = TYPES + type.getKey();
                write(
                        out.name(type.getKey().name()),
                        type.getValue(),
                        tenant.unknown(where),
                        tenant.unknown(where + PROVIDER));
            }
            out.endObject();
            out.name("actions").beginObject();
            for (Map.Entry<String, ActionSettings> action : new TreeMap<>(settings.actions()).entrySet()) {
                write(out.name(action.getKey()), action.getValue(), tenant.unknown(ACTIONS + action.getKey()));
            }
            out.endObject();
            if (!settings.extras().isEmpty()) {
                write(out.name("extras"), settings.extras());
            }
            Json.writeUnknown(out, tenant.unknown(""));
            out.endObject();
        });
    }

    static TenantSettings read(SettingsRecord stored, Vault vault) {
        return Json.read("settings", stored.payload().text(), in -> {
            int format = 0;
            byte[] root = {};
            Settings settings = Settings.standard();
            Map<String, Map<String, String>> unknown = new HashMap<>();
            in.beginObject();
            while (in.hasNext()) {
                String name = in.nextName();
                switch (name) {
                    case "format" -> format = in.nextInt();
                    case "root" -> root = Json.bytes(in);
                    case "types" -> {
                        in.beginObject();
                        while (in.hasNext()) {
                            AuthenticatorType type = AuthenticatorType.of(in.nextName());
                            TypeSettings read = readType(in, unknown, TYPES + type);
                            settings = settings.type(type, before -> read);
                        }
                        in.endObject();
                    }
                    case "actions" -> {
                        in.beginObject();
                        while (in.hasNext()) {
                            String code = in.nextName();
                            ActionSettings read = readAction(in, unknown, ACTIONS + code);
                            settings = settings.action(code, before -> read);
                        }
                        in.endObject();
                    }
                    case "extras" -> {
                        for (Map.Entry<String, String> extra : texts(in).entrySet()) {
                            settings = settings.extra(extra.getKey(), extra.getValue());
                        }
                    }
                    default -> keep(unknown, "", name, in);
                }
            }
            in.endObject();
            Json.checkFormat(format);
            return new TenantSettings(
                    stored.tenant(),
                    stored.version(),
                    settings,
                    vault.openBytes(root, SettingsCache.ROOT),
                    root,
                    unknown);
        });
    }

    private static void write(
            JsonWriter out, TypeSettings type, Map<String, String> unknown, Map<String, String> ofProvider)
            throws IOException {
        out.beginObject();
        out.name("on").value(type.on());
        out.name("selfService").value(type.selfService());
        out.name("hidden").value(type.hidden());
        out.name("parameters").beginObject();
        for (Map.Entry<String, Integer> parameter : new TreeMap<>(type.parameters()).entrySet()) {
            out.name(parameter.getKey()).value(parameter.getValue());
        }
        out.endObject();
        if (!type.countries().isEmpty()) {
            write(out.name("countries"), type.countries());
        }
        if (type.provider() != null) {
            write(out.name("provider"), type.provider(), ofProvider);
        }
        Json.writeUnknown(out, unknown);
        out.endObject();
    }

    private static void write(JsonWriter out, ProviderSettings provider, Map<String, String> unknown)
            throws IOException {
        out.beginObject();
        out.name("name").value(provider.name());
        write(out.name("fields"), provider.fields());
        out.name("secrets").beginObject();
        for (Map.Entry<String, Kept> secret : new TreeMap<>(provider.secrets()).entrySet()) {
            out.name(secret.getKey()).beginArray();
            out.value(secret.getValue().masked()).value(secret.getValue().sealed());
            out.endArray();
        }
        out.endObject();
        Json.writeUnknown(out, unknown);
        out.endObject();
    }

    private static ProviderSettings readProvider(JsonReader in, Map<String, Map<String, String>> unknown, String where)
            throws IOException {
        String name = "";
        Map<String, String> fields = new HashMap<>();
        Map<String, Kept> secrets = new HashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            String member = in.nextName();
            switch (member) {
                case "name" -> name = in.nextString();
                case "fields" -> fields = texts(in);
                case "secrets" -> {
                    in.beginObject();
                    while (in.hasNext()) {
                        String field = in.nextName();
                        in.beginArray();
                        secrets.put(field, new Kept(in.nextString(), in.nextString(), null));
                        in.endArray();
                    }
                    in.endObject();
                }
                default -> keep(unknown, where, member, in);
            }
        }
        in.endObject();
        return new ProviderSettings(name, fields, secrets);
    }

    private static TypeSettings readType(JsonReader in, Map<String, Map<String, String>> unknown, String where)
            throws IOException {
        TypeSettings type = TypeSettings.STANDARD;
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "on" -> type = type.on(in.nextBoolean());
                case "selfService" -> type = type.selfService(in.nextBoolean());
                case "hidden" -> type = type.hidden(in.nextBoolean());
                case "parameters" -> {
                    in.beginObject();
                    while (in.hasNext()) {
                        type = type.parameter(in.nextName(), in.nextInt());
                    }
                    in.endObject();
                }
                case "countries" -> type = type.countries(readNames(in));
                case "provider" -> type = type.provider(readProvider(in, unknown, where + PROVIDER));
                default -> keep(unknown, where, name, in);
            }
        }
        in.endObject();
        return type;
    }

    private static void write(JsonWriter out, ActionSettings action, Map<String, String> unknown) throws IOException {
        out.beginObject();
        out.name("outcome").value(action.outcome().name());
        out.name("whenNotEnrolled").value(action.whenNotEnrolled().name());
        write(out.name("permitted"), names(action.permitted()));
        if (action.preferred() != null) {
            out.name("preferred").value(action.preferred().name());
        }
        write(out.name("requiredDetails"), action.requiredDetails());
        out.name("validatesOnce").value(action.validatesOnce());
        Json.writeUnknown(out, unknown);
        out.endObject();
    }

    private static ActionSettings readAction(JsonReader in, Map<String, Map<String, String>> unknown, String where)
            throws IOException {
        Outcome outcome = ActionSettings.STANDARD.outcome();
        ActionSettings.WhenNotEnrolled then = ActionSettings.STANDARD.whenNotEnrolled();
        Set<String> permitted = Set.of();
        @Nullable AuthenticatorType preferred = null;
        Set<String> details = Set.of();
        boolean once = true;
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            switch (name) {
                case "outcome" -> outcome = Outcome.valueOf(in.nextString());
                case "whenNotEnrolled" -> then = ActionSettings.WhenNotEnrolled.valueOf(in.nextString());
                case "permitted" -> permitted = readNames(in);
                case "preferred" -> preferred = AuthenticatorType.of(in.nextString());
                case "requiredDetails" -> details = readNames(in);
                case "validatesOnce" -> once = in.nextBoolean();
                default -> keep(unknown, where, name, in);
            }
        }
        in.endObject();
        Set<AuthenticatorType> types =
                permitted.stream().map(AuthenticatorType::of).collect(Collectors.toSet());
        return new ActionSettings(outcome, then, types, preferred, details, once);
    }

    private static void keep(Map<String, Map<String, String>> unknown, String where, String name, JsonReader in)
            throws IOException {
        unknown.put(where, Json.keep(unknown.getOrDefault(where, Map.of()), name, in));
    }

    private static Set<String> names(Collection<AuthenticatorType> types) {
        return types.stream().map(AuthenticatorType::name).collect(Collectors.toSet());
    }

    private static void write(JsonWriter out, Set<String> names) throws IOException {
        out.beginArray();
        for (String name : new TreeSet<>(names)) {
            out.value(name);
        }
        out.endArray();
    }

    private static void write(JsonWriter out, Map<String, String> texts) throws IOException {
        out.beginObject();
        for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
            out.name(text.getKey()).value(text.getValue());
        }
        out.endObject();
    }

    private static Map<String, String> texts(JsonReader in) throws IOException {
        Map<String, String> texts = new HashMap<>();
        in.beginObject();
        while (in.hasNext()) {
            texts.put(in.nextName(), in.nextString());
        }
        in.endObject();
        return texts;
    }

    private static Set<String> readNames(JsonReader in) throws IOException {
        Set<String> names = new TreeSet<>();
        in.beginArray();
        while (in.hasNext()) {
            names.add(in.nextString());
        }
        in.endArray();
        return names;
    }
}
