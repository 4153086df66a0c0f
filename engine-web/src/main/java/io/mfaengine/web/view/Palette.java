package io.mfaengine.web.view;

/**
 * The tokens that follow from a tenant's one colour, for both schemes: what can't be read is moved until it can, 4.5 for
 * text and 3 for borders (WCAG 2.2 sections 1.4.3 and 1.4.11).
 *
 * @param light for light grounds
 * @param dark for dark grounds
 */
public record Palette(Scheme light, Scheme dark) {
    private static final double TEXT = 4.5;
    private static final double BORDER = 3;
    private static final double STEP = 0.005;
    private static final double MOST_GROUND_CHROMA = 1e-3;

    /** The tokens of one scheme. */
    record Scheme(
            String page, String sheet, String slip, String brand, String on, String link, String rim, String ink) {
        String css() {
            return "--page:" + page + ";--sheet:" + sheet + ";--slip:" + slip + ";--brand:" + brand + ";--on:" + on
                    + ";--link:" + link + ";--rim:" + rim;
        }
    }

    public static Palette of(String hex) {
        Oklch colour = Oklch.of(hex);
        return new Palette(light(hex, colour), dark(colour));
    }

    public String css() {
        return ":root{" + light.css() + "}@media (prefers-color-scheme:dark){:root{" + dark.css() + "}}";
    }

    /** The tokens of one scheme. */
    public String tokens(boolean ofDark) {
        return (ofDark ? dark : light).css();
    }

    /** What buttons are filled with. */
    public String fill(boolean ofDark) {
        return (ofDark ? dark : light).brand();
    }

    /** What links are written in. */
    public String link(boolean ofDark) {
        return (ofDark ? dark : light).link();
    }

    private static Scheme light(String hex, Oklch colour) {
        String page = ground(colour, 0.963, 0.006);
        String sheet = "#ffffff";
        String slip = ground(colour, 0.932, 0.014);
        String link = readable(colour, -STEP, page, sheet, slip);
        return filled(page, sheet, slip, hex, link, "#15211f", colour, -STEP);
    }

    private static Scheme dark(Oklch colour) {
        String page = ground(colour, 0.178, 0.01);
        String sheet = ground(colour, 0.222, 0.01);
        String slip = ground(colour, 0.292, 0.022);
        String link = readable(colour, STEP, page, sheet, slip);
        return filled(page, sheet, slip, link, link, "#0b1211", Oklch.of(link), STEP);
    }

    private static Scheme filled(
            String page, String sheet, String slip, String fill, String link, String ink, Oklch from, double step) {
        String brand = fill;
        Oklch moved = from;
        while (contrast(brand, ink) < TEXT && contrast(brand, "#ffffff") < TEXT) {
            moved = moved.lightness(moved.lightness() + step);
            brand = moved.hex();
        }
        boolean white = contrast(brand, "#ffffff") >= TEXT;
        String on = white || contrast(brand, "#ffffff") > contrast(brand, ink) ? "#ffffff" : ink;
        String rim = contrast(brand, sheet) < BORDER ? link : "transparent";
        return new Scheme(page, sheet, slip, brand, on, link, rim, ink);
    }

    private static String readable(Oklch colour, double step, String... grounds) {
        Oklch moved = colour;
        while (true) {
            String hex = moved.hex();
            boolean read = true;
            for (String ground : grounds) {
                read &= contrast(hex, ground) >= TEXT;
            }
            double next = moved.lightness() + step;
            if (read || next < 0 || next > 1) {
                return hex;
            }
            moved = moved.lightness(next);
        }
    }

    private static String ground(Oklch colour, double lightness, double chroma) {
        return new Oklch(lightness, colour.chroma() < MOST_GROUND_CHROMA ? 0 : chroma, colour.hue()).hex();
    }

    private static double contrast(String one, String other) {
        return Oklch.contrast(one, other);
    }
}
