package io.mfaengine.web.view.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things are.
 *
 * @param messages what was sent in the last hour, by provider and type
 * @param cut whether there were more events than were read
 * @param exhausted how often a budget was exhausted in that hour, in words; null: never
 * @param check where a trail is checked
 * @param keys records by key; null: not counted yet
 * @param counted when they were counted
 * @param count where they are counted
 */
public record HealthView(
        List<Messages> messages,
        boolean cut,
        @Nullable String exhausted,
        String check,
        @Nullable List<Key> keys,
        String counted,
        String count) {
    /** What a provider did with messages of a type. */
    public record Messages(String provider, String type, long sent, long failed) {}

    /** What is sealed under a key. */
    public record Key(String id, long records) {}

    /** A user's trail. */
    public record Trail(String user, String userPath, boolean whole, String told, List<ActionView.Step> steps) {}
}
