package io.mfaengine.web.person;

import io.mfaengine.MfaException;
import io.mfaengine.model.Settings;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.tenant.Tenant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whose pages a tenant's are: as the application says, and over that as an operator has set it. Thread-safe. */
final class Brandings {
    private static final System.Logger LOGGER = System.getLogger("io.mfaengine.web.person");

    private final Pages pages;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Settings settings, Branding branding) {}

    Brandings(Pages pages) {
        this.pages = pages;
    }

    /** The same object for as long as nothing has changed. */
    Branding of(Tenant tenant) {
        String name = tenant.engine().tenant();
        Known last = known.get(name);
        Settings now;
        try {
            now = tenant.settings();
        } catch (MfaException e) {
            // the page that says so has to look like something
            LOGGER.log(System.Logger.Level.WARNING, "the branding could not be read: " + e.kind(), e);
            return last == null ? pages.branding(name) : last.branding();
        }
        if (last == null || last.settings() != now) {
            StoredBranding stored = StoredBranding.of(now);
            boolean same = last != null && last.settings().extras().equals(now.extras());
            Branding given = pages.branding(name);
            Branding over = stored.equals(StoredBranding.NONE) ? given : stored.over(given);
            last = new Known(now, same && last != null ? last.branding() : over);
            known.put(name, last);
        }
        return last.branding();
    }
}
