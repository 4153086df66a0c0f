package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.http.Problem;
import io.mfaengine.web.tenant.StoredAccess;
import io.mfaengine.web.tenant.StoredAccess.Made;
import io.mfaengine.web.view.Frame.Notice;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.Confirm;
import io.mfaengine.web.view.portal.KeysView;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The secret keys of a tenant's applications: made, shown once, rolled, revoked. */
final class KeyPages {
    private static final int LONGEST_NAME = 64;

    private final SecureRandom random;

    KeyPages(SecureRandom random) {
        this.random = random;
    }

    HttpResponse show(Call call) {
        return draw(call, "", null, null);
    }

    /** One that is rolled has the name of the old one, which stays valid until it is revoked. */
    HttpResponse make(Call call) {
        String name = call.typed("name", 200);
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            return draw(call, name, "A name has 1 to " + LONGEST_NAME + " characters.", null);
        }
        Settings now = call.operator().settings();
        if (StoredAccess.of(now).keys().size() >= StoredAccess.MAX_KEYS) {
            return draw(call, name, "At most " + StoredAccess.MAX_KEYS + " keys. Revoke one first.", null);
        }
        if (!isRoom(call, now, name)) {
            return draw(
                    call, name, "There is no room for another key. Revoke one, or remove a message or a logo.", null);
        }
        call.log("log.settings.changed", "API keys: " + name, "", "made");
        AtomicReference<Made> made = new AtomicReference<>();
        Settings unused = call.operator().updateSettings(before -> {
            Made one = StoredAccess.of(before).make(name, call.now(), random);
            made.set(one);
            return one.access().in(before);
        });
        return draw(call, "", null, made.get());
    }

    /** Asked before the log is told: what can't be kept is not made. */
    private boolean isRoom(Call call, Settings now, String name) {
        try {
            Settings unused =
                    StoredAccess.of(now).make(name, call.now(), random).access().in(now);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    HttpResponse showRevoke(Call call) {
        StoredAccess.Key key = key(call);
        Confirm confirm = new Confirm(
                Words.plain("What still calls with this key gets no answer any more, from now on. Give the callers"
                        + " another key first."),
                List.of("Made on " + Times.whole(key.created()) + " UTC."),
                call.at("/settings/keys/" + key.id()),
                "Revoke key",
                "Keep it",
                call.at("/settings/keys"),
                null,
                false,
                null);
        return SettingPages.sheet(call, "Revoke the key " + key.name() + "?")
                .crumb("API keys", call.at("/settings/keys"))
                .draw((out, frame) -> Templates.confirm(out, frame, confirm));
    }

    HttpResponse revoke(Call call) {
        StoredAccess.Key key = key(call);
        call.log("log.settings.changed", "API keys: " + key.name(), "made " + Times.whole(key.created()), "revoked");
        Settings unused = call.operator()
                .updateSettings(
                        before -> StoredAccess.of(before).revoke(key.id()).in(before));
        return call.go(call.at("/settings/keys"), Notice.Kind.OK, "The key " + key.name() + " is revoked.");
    }

    private static StoredAccess access(Call call) {
        return StoredAccess.of(call.operator().settings());
    }

    private static StoredAccess.Key key(Call call) {
        return access(call).keys().stream()
                .filter(each -> each.id().equals(call.path("id")))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private static HttpResponse draw(Call call, String typed, @Nullable String error, @Nullable Made made) {
        List<KeysView.Key> keys = access(call).keys().stream()
                .map(key -> new KeysView.Key(
                        key.name(),
                        Times.whole(key.created()),
                        call.at("/settings/keys/" + key.id()),
                        made != null && key.id().equals(made.key().id())))
                .toList();
        boolean may = call.may(Permission.SETTINGS);
        boolean fresh = call.session().isFresh(call.now().toEpochMilli());
        KeysView view = new KeysView(
                SettingPages.tabs(call, "keys"),
                keys,
                call.at("/settings/keys"),
                may,
                fresh || !may ? null : call.portal("/prove"),
                typed,
                error,
                made == null ? null : made.secret().reveal());
        return SettingPages.sheet(call, "API keys")
                .fact("Times are in UTC", "")
                .faulty(error != null)
                .draw((out, frame) -> SettingTemplates.keys(out, frame, view));
    }
}
