package io.mfaengine.web.operator;

import io.mfaengine.model.Settings;
import io.mfaengine.web.operator.Tally.Count;
import io.mfaengine.web.operator.Tally.Way;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What messages cost, by the prices that an operator set.
 *
 * @param rows by the way that they went
 * @param totals by currency, of what has a price
 */
record Bill(List<Row> rows, List<Total> totals) {
    /**
     * The messages that went one way.
     *
     * @param cost what those cost that were sent; null: there is no price
     * @param wasted what those cost that failed or were not delivered; null: there is no price
     */
    record Row(
            Way way,
            Count count,
            String currency,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal wasted) {}

    /** What all cost that has a price in a currency. */
    record Total(String currency, BigDecimal cost, BigDecimal wasted) {
        Total plus(Total other) {
            return new Total(currency, cost.add(other.cost), wasted.add(other.wasted));
        }
    }

    static Bill of(Map<Way, Count> ways, Settings settings) {
        List<Row> rows = new ArrayList<>();
        Map<String, Total> totals = new TreeMap<>();
        ways.forEach((way, count) -> {
            Prices prices = way.type().isEmpty() ? Prices.NONE : Prices.of(settings, way.of());
            BigDecimal price = prices.price(way.country());
            if (price == null) {
                rows.add(new Row(way, count, "", null, null));
                return;
            }
            BigDecimal cost = price.multiply(BigDecimal.valueOf(count.parts()));
            BigDecimal wasted = price.multiply(BigDecimal.valueOf(count.partsLost()));
            rows.add(new Row(way, count, prices.currency(), cost, wasted));
            totals.merge(prices.currency(), new Total(prices.currency(), cost, wasted), Total::plus);
        });
        return new Bill(rows, List.copyOf(totals.values()));
    }

    /** Whether of any messages it is told what arrives. */
    boolean isTold() {
        return rows.stream().anyMatch(row -> row.count().isTold());
    }
}
