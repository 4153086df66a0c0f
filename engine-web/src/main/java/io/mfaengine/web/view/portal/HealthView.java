package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things are.
 *
 * @param messages what was sent in the last hour, by provider, type and country
 * @param cut whether there were more events than were read
 * @param told whether it is told what arrived
 * @param totals what it cost, a sentence for each currency; none without prices
 * @param limits which limits were reached in that hour
 * @param check where a trail is checked
 * @param keys records by key; null: not counted yet
 * @param counted when they were counted
 * @param count where they are counted
 */
public record HealthView(
        List<Messages> messages,
        boolean cut,
        boolean told,
        List<String> totals,
        List<Limit> limits,
        String check,
        @Nullable List<Key> keys,
        String counted,
        String count) {
    /** What a provider did with messages of a type to a country; what isn't known is empty. */
    public record Messages(
            String provider,
            String type,
            String country,
            long sent,
            String delivered,
            String lost,
            long failed,
            String cost,
            String wasted) {}

    /** A limit that was reached. */
    public record Limit(String name, long times, String last) {}

    /** What is sealed under a key. */
    public record Key(String id, long records) {}

    /** A user's trail. */
    public record Trail(String user, String userPath, boolean whole, String told, List<ActionView.Step> steps) {}
}
