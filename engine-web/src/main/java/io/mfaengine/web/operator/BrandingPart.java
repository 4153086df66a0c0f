package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Logo;
import io.mfaengine.web.pages.StoredBranding;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the person's pages look like, over what the application gave. */
final class BrandingPart implements Part {
    private static final String SVG = "image/svg+xml";
    private static final int LONGEST_ADDRESS = 500;

    @Override
    public String place() {
        return "branding";
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
        logo(fields, "logo", "Logo", set.logo(), "Its SVG, at most 12 kB; shown 28 pixels high.");
        logo(fields, "darkLogo", "Logo for dark grounds", set.darkLogo(), "Empty: the other one.");
        return fields;
    }

    private static void logo(List<SettingField> fields, String name, String label, @Nullable Logo logo, String hint) {
        boolean svg = logo != null && logo.mediaType().equals(SVG);
        String text = logo != null && svg ? new String(logo.bytes(), StandardCharsets.UTF_8) : "";
        fields.add(
                SettingField.of(Kind.LINES, name, label, text.replace("\r", "").strip(), hint));
        if (logo != null && !svg) {
            fields.add(SettingField.tick(
                    "keep." + name,
                    "Keep the picture",
                    true,
                    "A picture of " + logo.bytes().length + " bytes is set."));
        }
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
        String text = typed.lines(name);
        if (text.isEmpty()) {
            return typed.ticked("keep." + name) ? before : null;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!(text.startsWith("<svg") || text.startsWith("<?xml")) || !text.endsWith("</svg>")) {
            typed.fault(name, "An SVG begins with <svg and ends with </svg>.");
        } else if (bytes.length > StoredBranding.MAX_LOGO) {
            typed.fault(name, "At most " + StoredBranding.MAX_LOGO + " bytes, this has " + bytes.length + ".");
        } else {
            return Logo.of(SVG, bytes);
        }
        return before;
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
