package io.mfaengine.web.view;

/**
 * A colour by lightness 0 to 1, chroma and hue in radians (CSS Color 4 section 9.3), which change apart from each other as
 * people see them.
 *
 * @param lightness 0 to 1
 * @param chroma 0 to about 0.4
 * @param hue radians
 */
record Oklch(double lightness, double chroma, double hue) {
    private static final double STEP = 0.98;

    static Oklch of(String hex) {
        double r = linear(hex, 1);
        double g = linear(hex, 3);
        double b = linear(hex, 5);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
        double bb = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
        return new Oklch(0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, Math.hypot(a, bb), Math.atan2(bb, a));
    }

    Oklch lightness(double next) {
        return new Oklch(next, chroma, hue);
    }

    /** As six digits; chroma is cut until the colour can be shown. */
    String hex() {
        for (double c = chroma; c > 1e-4; c *= STEP) {
            double[] rgb = rgb(c);
            if (isShown(rgb)) {
                return hex(rgb);
            }
        }
        return hex(rgb(0));
    }

    /** Contrast of two colours, 1 to 21 (WCAG 2.2). */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
    }

    private static double linear(String hex, int at) {
        double c = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    private double[] rgb(double c) {
        double a = c * Math.cos(hue);
        double b = c * Math.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
        };
    }

    private static double cube(double value) {
        return value * value * value;
    }

    private static boolean isShown(double[] rgb) {
        for (double each : rgb) {
            if (each < -1e-4 || each > 1 + 1e-4) {
                return false;
            }
        }
        return true;
    }

    private static String hex(double[] rgb) {
        StringBuilder hex = new StringBuilder("#");
        for (double each : rgb) {
            double c = Math.min(1, Math.max(0, each));
            double encoded = c <= 0.0031308 ? c * 12.92 : 1.055 * Math.pow(c, 1 / 2.4) - 0.055;
            hex.append(String.format(java.util.Locale.ROOT, "%02x", Math.round(encoded * 255)));
        }
        return hex.toString();
    }
}
