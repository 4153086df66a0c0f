package io.mfaengine.web.person;

import io.mfaengine.MfaException;
import io.mfaengine.model.Settings;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.pages.StoredLanguages;
import io.mfaengine.web.tenant.Tenant;
import io.mfaengine.web.view.Languages;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose pages a tenant's are, and in which languages: as the application says, and over that as an operator has set it. Thread-safe. */
final class Brandings {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web.person");

    private final Pages pages;
    private final Languages languages = Languages.standard();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Settings settings, Branding branding, Languages languages) {}

    Brandings(Pages pages) {
        this.pages = pages;
    }

    /** The same object for as long as nothing has changed. */
    Branding of(Tenant tenant) {
        return known(tenant).branding();
    }

    /** Those that the pages offer. */
    Languages languages(Tenant tenant) {
        return known(tenant).languages();
    }

    private Known known(Tenant tenant) {
        String name = tenant.engine().tenant();
        Known last = known.get(name);
        Settings now;
        try {
            now = tenant.settings();
        } catch (MfaException e) {
            // the page that says so has to look like something
            LOGGER.log(System.Logger.Level.WARNING, "the branding could not be read: " + e.kind(), e);
            return last == null ? new Known(Settings.standard(), pages.branding(name), languages) : last;
        }
        if (last != null && last.settings() == now) {
            return last;
        }
        Known next;
        if (last != null && last.settings().extras().equals(now.extras())) {
            next = new Known(now, last.branding(), last.languages());
        } else {
            StoredBranding stored = StoredBranding.of(now);
            Branding given = pages.branding(name);
            Branding over = stored.equals(StoredBranding.NONE) ? given : stored.over(given);
            next = new Known(now, over, languages.over(StoredLanguages.of(now)));
        }
        known.put(name, next);
        return next;
    }
}
