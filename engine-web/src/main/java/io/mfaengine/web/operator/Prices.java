package io.mfaengine.web.operator;

import io.mfaengine.delivery.PhoneNumber;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Settings;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingField.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What messages of a type cost, as an operator says; kept with the settings, because only the portal asks.
 *
 * @param currency three capital letters; empty if there are no prices
 * @param byCountry by the country's code, or {@code *}: of all others
 */
record Prices(String currency, Map<String, BigDecimal> byCountry) {
    static final Prices NONE = new Prices("", Map.of());

    private static final String OTHERS = "*";
    private static final String KEPT = "web.prices.";
    private static final String PRICES = "prices";
    private static final String CURRENCY = "currency";
    private static final Pattern LINE = Pattern.compile("([A-Za-z]{2}|[*])\\s+([0-9]{1,6}(?:[.][0-9]{1,6})?)");
    private static final Pattern THREE = Pattern.compile("[A-Z]{3}");
    private static final int MOST = 250;
    private static final int LONGEST_SHOWN = 40;

    Prices {
        byCountry = Map.copyOf(byCountry);
    }

    /** What was set; what can't be read is as if nothing was. */
    static Prices of(Settings settings, AuthenticatorType type) {
        List<String> kept =
                settings.extra(kept(type)).orElse("").lines().map(String::strip).toList();
        Map<String, BigDecimal> prices = new TreeMap<>();
        for (String line : kept.subList(Math.min(1, kept.size()), kept.size())) {
            Matcher read = LINE.matcher(line);
            if (!read.matches()) {
                return NONE;
            }
            prices.put(read.group(1), new BigDecimal(read.group(2)));
        }
        return prices.isEmpty() ? NONE : new Prices(kept.get(0), prices);
    }

    Settings in(Settings settings, AuthenticatorType type) {
        return settings.extra(kept(type), byCountry.isEmpty() ? null : currency + "\n" + lines());
    }

    private static String kept(AuthenticatorType type) {
        return KEPT + type.name().replace('_', '-');
    }

    /** What a message to a country costs; null: nothing was said of it. */
    @Nullable
    BigDecimal price(String country) {
        BigDecimal own = byCountry.get(country);
        return own == null ? byCountry.get(OTHERS) : own;
    }

    private String lines() {
        return new TreeMap<>(byCountry)
                .entrySet().stream()
                        .map(price -> price.getKey() + " " + price.getValue().toPlainString())
                        .collect(Collectors.joining("\n"));
    }

    List<SettingField> fields(boolean numbers) {
        String hint = numbers
                ? "One a line: a country’s code, or * for all others, and the price of each part, such as NZ 0.08."
                : "A line with * and the price, such as * 0.0004.";
        return List.of(
                SettingField.of(Kind.LINES, PRICES, "Price of a message", lines(), hint + " Health counts with it."),
                SettingField.of(Kind.CODE, CURRENCY, "Currency of the prices", currency, "Such as NZD."));
    }

    /** What was typed; what is wrong with it is told beside both fields. */
    static Prices typed(boolean numbers, Typed typed) {
        Map<String, BigDecimal> prices = read(numbers, typed);
        String of = typed.text(CURRENCY);
        boolean nothing = of.isEmpty() && typed.lines(PRICES).isEmpty();
        if (!nothing && !THREE.matcher(of).matches()) {
            typed.fault(CURRENCY, "Three capital letters, such as NZD.");
        }
        return prices.isEmpty() ? NONE : new Prices(of, prices);
    }

    private static Map<String, BigDecimal> read(boolean numbers, Typed typed) {
        List<String> lines = typed.lines(PRICES)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Map<String, BigDecimal> prices = new TreeMap<>();
        for (String line : lines) {
            Matcher read = LINE.matcher(line);
            String country = read.matches() ? read.group(1).toUpperCase(Locale.ROOT) : "";
            boolean known = country.equals(OTHERS) || (numbers && PhoneNumber.hasNumbers(country));
            if (!known || prices.put(country, new BigDecimal(read.group(2))) != null) {
                typed.fault(PRICES, "Not " + shown(line) + ": " + (known ? "it is there twice." : wanted(numbers)));
                return Map.of();
            }
        }
        if (prices.size() > MOST) {
            typed.fault(PRICES, "At most " + MOST + " lines, these are " + prices.size() + ".");
        }
        return prices;
    }

    private static String wanted(boolean numbers) {
        return numbers
                ? "a line is a country’s code or *, a space, and a price such as 0.08."
                : "a line is *, a space, and a price such as 0.0004.";
    }

    private static String shown(String line) {
        return Typed.shortened(line, LONGEST_SHOWN);
    }
}
