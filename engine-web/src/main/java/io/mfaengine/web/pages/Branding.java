package io.mfaengine.web.pages;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose pages they are: a name, a logo for light and one for dark, one colour, a page with help, and the words of
 * actions. Fonts, order and the colours of warnings are not for sale. Immutable: what looks like a setter gives a changed
 * copy.
 */
public final class Branding {
    private static final int LONGEST_NAME = 64;

    private final String name;
    private final @Nullable String colour;
    private final @Nullable Logo logo;
    private final @Nullable Logo darkLogo;
    private final @Nullable URI help;
    private final Map<String, Deed> deeds;

    private Branding(
            String name,
            @Nullable String colour,
            @Nullable Logo logo,
            @Nullable Logo darkLogo,
            @Nullable URI help,
            Map<String, Deed> deeds) {
        this.name = name;
        this.colour = colour;
        this.logo = logo;
        this.darkLogo = darkLogo;
        this.help = help;
        this.deeds = deeds;
    }

    /**
     * Pages under a name, in the standard colour.
     *
     * @param name what people call the application: 1 to 64 characters without control characters
     * @return the branding
     * @throws IllegalArgumentException if the name is out of bounds
     */
    public static Branding named(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("name must be 1 to " + LONGEST_NAME + " characters, none of control");
        }
        return new Branding(name, null, null, null, null, Map.of());
    }

    /**
     * Sets the one colour, of buttons and links. Where it can't be read it is moved until it can (WCAG 2.2 section 1.4.3).
     *
     * @param hex {@code #} and six hexadecimal digits; null: the standard colour
     * @return a changed copy
     * @throws IllegalArgumentException if it is none
     */
    public Branding colour(@Nullable String hex) {
        if (hex != null && !hex.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("colour must be # and six hexadecimal digits");
        }
        return new Branding(name, hex == null ? null : hex.toLowerCase(Locale.ROOT), logo, darkLogo, help, deeds);
    }

    /**
     * Sets the logo, shown 28 pixels high, at most 160 wide.
     *
     * @param light for light grounds
     * @return a changed copy
     */
    public Branding logo(Logo light) {
        return new Branding(name, colour, Objects.requireNonNull(light, "light"), darkLogo, help, deeds);
    }

    /**
     * Sets the logo for dark grounds.
     *
     * @param dark instead of the other one
     * @return a changed copy
     */
    public Branding darkLogo(Logo dark) {
        return new Branding(name, colour, logo, Objects.requireNonNull(dark, "dark"), help, deeds);
    }

    Branding renamed(String other) {
        return new Branding(other, colour, logo, darkLogo, help, deeds);
    }

    Branding logos(@Nullable Logo light, @Nullable Logo dark) {
        return new Branding(name, colour, light == null ? logo : light, dark, help, deeds);
    }

    /**
     * Sets where "Get help" leads.
     *
     * @param page an absolute https, http or mailto URI
     * @return a changed copy
     * @throws IllegalArgumentException if it is none of these
     */
    public Branding help(URI page) {
        String scheme = String.valueOf(page.getScheme());
        if (!scheme.equals("https") && !scheme.equals("http") && !scheme.equals("mailto")) {
            throw new IllegalArgumentException("help must be an https, http or mailto URI");
        }
        return new Branding(name, colour, logo, darkLogo, page, deeds);
    }

    /**
     * Says how an action is told.
     *
     * @param action the action's code
     * @param language BCP 47 tag, such as {@code en} or {@code fr-CA}
     * @param deed how it is told
     * @return a changed copy
     */
    public Branding deed(String action, String language, Deed deed) {
        Map<String, Deed> more = new TreeMap<>(deeds);
        more.put(action + " " + language, Objects.requireNonNull(deed, "deed"));
        return new Branding(name, colour, logo, darkLogo, help, Map.copyOf(more));
    }

    /**
     * What people call the application.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The one colour.
     *
     * @return {@code #} and six digits in lower case; empty: the standard one
     */
    public Optional<String> colour() {
        return Optional.ofNullable(colour);
    }

    /**
     * The logo for light grounds.
     *
     * @return the logo; empty if there is none
     */
    public Optional<Logo> logo() {
        return Optional.ofNullable(logo);
    }

    /**
     * The logo for dark grounds.
     *
     * @return the logo; empty if the other one serves there too
     */
    public Optional<Logo> darkLogo() {
        return Optional.ofNullable(darkLogo);
    }

    /**
     * Where "Get help" leads.
     *
     * @return the page; empty if there is none
     */
    public Optional<URI> help() {
        return Optional.ofNullable(help);
    }

    /**
     * How an action is told: in this language, in a wider one, or in English.
     *
     * @param action the action's code
     * @param locale the language
     * @return how; empty if nobody said
     */
    public Optional<Deed> deed(String action, Locale locale) {
        return Optional.ofNullable(deeds.get(action + " " + locale.toLanguageTag()))
                .or(() -> Optional.ofNullable(deeds.get(action + " " + locale.getLanguage())))
                .or(() -> Optional.ofNullable(deeds.get(action + " en")));
    }

    /** The name. */
    @Override
    public String toString() {
        return "Branding[" + name + "]";
    }
}
