package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Logo;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.view.Words;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the person's pages look like, over what the application gave. */
final class BrandingPart implements Part {
    private static final String PICTURE = "PNG, JPEG, WebP or SVG, at most 24 kB";
    private static final int LONGEST_ADDRESS = 500;

    @Override
    public String place() {
        return "branding";
    }

    @Override
    public String title(Words words) {
        return "Branding";
    }

    @Override
    public List<SettingField> fields(Settings now) {
        StoredBranding set = StoredBranding.of(now);
        List<SettingField> fields = new ArrayList<>();
        fields.add(SettingField.of(
                Kind.TEXT,
                "name",
                "Name",
                text(set.name()),
                "What people call the application. Empty: as it says itself."));
        fields.add(SettingField.of(
                Kind.CODE,
                "colour",
                "Colour",
                text(set.colour()),
                "# and six digits, such as #0f5c57, of buttons and links. Empty: the standard one."));
        fields.add(SettingField.of(
                Kind.TEXT, "help", "Help", set.help() == null ? "" : set.help().toString(), "Where Get help leads."));
        fields.add(logo("logo", "Logo", set.logo(), PICTURE + "; shown 28 pixels high."));
        fields.add(logo("darkLogo", "Logo for dark grounds", set.darkLogo(), "Without one, the other one is shown."));
        return fields;
    }

    private static SettingField logo(String name, String label, @Nullable Logo logo, String hint) {
        if (logo == null) {
            return SettingField.file(name, label, "", "", List.of(), hint);
        }
        String kind = logo.mediaType().substring("image/".length()).replace("svg+xml", "SVG");
        String told = String.format(
                Locale.ENGLISH,
                "%s, %,d bytes",
                kind.equals("webp") ? "WebP" : kind.toUpperCase(Locale.ROOT),
                logo.bytes().length);
        return SettingField.file(
                name,
                label,
                told,
                Part.digest(Base64.getEncoder().encodeToString(logo.bytes())),
                List.of(new SettingField.Choice("remove." + name, "Remove it")),
                hint);
    }

    @Override
    public Settings change(Settings before, Typed typed) {
        StoredBranding set = StoredBranding.of(before);
        String name = typed.text("name");
        String colour = typed.text("colour");
        check(typed, "name", "1 to 64 characters.", () -> Branding.named(name.isEmpty() ? "none" : name));
        check(
                typed,
                "colour",
                "A colour is # and six of 0–9 and a–f.",
                () -> Branding.named("none").colour(colour.isEmpty() ? null : colour));
        URI help = help(typed);
        Logo logo = logo(typed, "logo", set.logo());
        Logo dark = logo(typed, "darkLogo", set.darkLogo());
        if (!typed.faults().isEmpty()) {
            return before;
        }
        return new StoredBranding(none(name), none(colour), logo, dark, help).in(before);
    }

    private static @Nullable URI help(Typed typed) {
        String text = typed.text("help");
        URI[] read = {null};
        if (!text.isEmpty()) {
            check(typed, "help", "A whole https, http or mailto address.", () -> {
                read[0] = URI.create(text);
                return Branding.named("none").help(read[0]);
            });
        }
        if (text.length() > LONGEST_ADDRESS) {
            typed.fault("help", "At most " + LONGEST_ADDRESS + " characters.");
        }
        return read[0];
    }

    private static @Nullable Logo logo(Typed typed, String name, @Nullable Logo before) {
        byte[] chosen = typed.file(name);
        if (chosen == null) {
            return typed.ticked("remove." + name) ? null : before;
        }
        if (chosen.length > StoredBranding.MAX_LOGO) {
            typed.fault(
                    name,
                    String.format(
                            Locale.ENGLISH,
                            "At most %,d bytes, this one has %,d.",
                            StoredBranding.MAX_LOGO,
                            chosen.length));
            return before;
        }
        Logo logo = Logo.read(chosen).orElse(null);
        if (logo == null) {
            typed.fault(name, "This is no picture that can be shown: " + PICTURE + ".");
        }
        return logo == null ? before : logo;
    }

    private interface Making {
        Object make();
    }

    private static void check(Typed typed, String name, String sentence, Making making) {
        try {
            Object unused = making.make();
        } catch (IllegalArgumentException e) {
            typed.fault(name, sentence);
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static @Nullable String none(String value) {
        return value.isEmpty() ? null : value;
    }
}
