package io.mfaengine.examples.demo;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.model.Secret;
import io.mfaengine.store.MfaStore;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.net.URI;

/** The operator's portal beside the shop: operators are users of an engine of their own, on the same database. */
final class DemoPortal {
    /** Who becomes the first owner, by the link that is printed at the start. */
    static final String OWNER = "owner@shop.example";

    private static final String NAME = "Shop portal";

    private DemoPortal() {}

    /** The surface that is mounted at {@code base}, with the portal at /portal below it. */
    static MfaHttp open(URI base, MfaStore store, KeyRing keys, EmailSender mail, Secret secret, Tenant shop) {
        MfaEngine operators = MfaEngine.builder(store, keys)
                .tenant("operators")
                .pages(base)
                .method(AuthenticatorApp.of(NAME))
                .method(EmailLink.of(NAME, mail, URI.create(base + "/link")))
                .method(RecoveryCodes.of())
                .build();
        return MfaHttp.builder(Tenant.of(operators, SecretKeys.of(secret)).pages(base))
                .pages(Pages.of(keys, Branding.named(NAME)))
                .portal(Portal.of(keys, shop).named(shop.engine().tenant(), new Portal.Name("Corner Shop", "demo")))
                .build();
    }
}
