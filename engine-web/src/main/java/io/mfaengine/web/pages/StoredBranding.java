package io.mfaengine.web.pages;

import io.mfaengine.model.Settings;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A branding as an operator keeps it in the tenant's settings: what is set there takes the place of what the application
 * gave {@link Pages}, at the next page, a second later on other servers at the latest.
 *
 * @param name as {@link Branding#named} takes it; null: as the application says
 * @param colour as {@link Branding#colour} takes it; null: as the application says
 * @param logo for light grounds; null: as the application says
 * @param darkLogo for dark grounds; null: the other one, or as the application says if it isn't set either
 * @param help as {@link Branding#help} takes it; null: as the application says
 */
public record StoredBranding(
        @Nullable String name,
        @Nullable String colour,
        @Nullable Logo logo,
        @Nullable Logo darkLogo,
        @Nullable URI help) {
    /** Nothing is set. */
    public static final StoredBranding NONE = new StoredBranding(null, null, null, null, null);

    /** The largest logo that is kept, in bytes: what fits into the settings. */
    public static final int MAX_LOGO = 24 * 1024 - 64;

    private static final String NAME = "web.name";
    private static final String COLOUR = "web.colour";
    private static final String LOGO = "web.logo";
    private static final String DARK_LOGO = "web.darkLogo";
    private static final String HELP = "web.help";

    /**
     * Checks the bounds. {@inheritDoc}
     *
     * @throws IllegalArgumentException if one is out of bounds, naming it
     */
    public StoredBranding {
        Branding checked = Branding.named(name == null ? "name" : name).colour(colour);
        checked = help == null ? checked : checked.help(help);
        colour = checked.colour().orElse(null);
        for (Logo one : new Logo[] {logo, darkLogo}) {
            if (one != null && one.bytes().length > MAX_LOGO) {
                throw new IllegalArgumentException("a logo that is kept must have at most " + MAX_LOGO + " bytes");
            }
        }
    }

    /**
     * What an operator has set. What can't be read is as if it wasn't set.
     *
     * @param settings the tenant's settings
     * @return what is set there
     */
    public static StoredBranding of(Settings settings) {
        try {
            return new StoredBranding(
                    settings.extra(NAME).orElse(null),
                    settings.extra(COLOUR).orElse(null),
                    logo(settings.extra(LOGO)),
                    logo(settings.extra(DARK_LOGO)),
                    settings.extra(HELP).map(URI::create).orElse(null));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    /**
     * Keeps it.
     *
     * @param settings the tenant's settings
     * @return a changed copy
     */
    public Settings in(Settings settings) {
        return settings.extra(NAME, name)
                .extra(COLOUR, colour)
                .extra(LOGO, text(logo))
                .extra(DARK_LOGO, text(darkLogo))
                .extra(HELP, help == null ? null : help.toString());
    }

    /**
     * The branding of the pages.
     *
     * @param given what the application gave
     * @return the same, with what is set here in its place
     */
    public Branding over(Branding given) {
        Branding over = name == null ? given : given.renamed(name);
        over = colour == null ? over : over.colour(colour);
        over = help == null ? over : over.help(help);
        return logo == null && darkLogo == null ? over : over.logos(logo, darkLogo);
    }

    private static @Nullable Logo logo(Optional<String> kept) {
        String[] parts = kept.orElse("").split(" ", 2);
        return parts.length == 2 ? Logo.of(parts[0], Base64.getDecoder().decode(parts[1])) : null;
    }

    private static @Nullable String text(@Nullable Logo logo) {
        return logo == null
                ? null
                : logo.mediaType() + " " + Base64.getEncoder().encodeToString(logo.bytes());
    }
}
