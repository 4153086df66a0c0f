package io.mfaengine.web.operator;

import io.mfaengine.Operator;
import io.mfaengine.model.Settings;
import io.mfaengine.web.view.portal.SettingField;
import io.mfaengine.web.view.portal.SettingForm.Difference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Saves what was typed into the form of a part, unless somebody else has saved the part since it was drawn. */
final class Saving {
    private static final String SAVED = "web.saved.";
    private static final int LONGEST_NAME = 64;

    private final Operator operator;
    private final Part part;
    private final Typed typed;
    private final String was;

    /** Told of what is about to change, before it does. */
    interface Log {
        void tell(String place, List<Changed> changes);
    }

    /** What is about to change: never a secret. */
    record Changed(String field, String before, String after) {}

    /** What came of it. */
    enum Result {
        SAVED,
        WRONG,
        MOVED
    }

    /** Somebody else has saved it. */
    private static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Saving(Operator operator, Part part, Typed typed, String was) {
        this.operator = operator;
        this.part = part;
        this.typed = typed;
        this.was = was;
    }

    Result save(String actor, Instant at, Log log) {
        try {
            return saved(actor, at, log);
        } catch (Moved e) {
            return Result.MOVED;
        } catch (IllegalArgumentException e) {
            typed.fault(Typed.ALL, Objects.requireNonNullElse(e.getMessage(), "This can't be saved."));
            return Result.WRONG;
        }
    }

    private Result saved(String actor, Instant at, Log log) {
        Settings now = operator.settings();
        if (!part.mark(now).equals(was)) {
            return Result.MOVED;
        }
        Settings next = part.change(now, typed);
        if (!typed.faults().isEmpty()) {
            return Result.WRONG;
        }
        List<Changed> changes = changes(part.fields(now), part.fields(next));
        if (!changes.isEmpty()) {
            log.tell(part.place(), changes);
            Settings unused = operator.updateSettings(before -> {
                if (!part.mark(before).equals(was)) {
                    throw new Moved();
                }
                return by(part.change(before, typed), actor, at);
            });
        }
        return typed.faults().isEmpty() ? Result.SAVED : Result.WRONG;
    }

    /** What this operator would change of what is set now. */
    List<Difference> differences() {
        Settings now = operator.settings();
        List<Difference> all = new ArrayList<>();
        Map<String, SettingField> theirs = new HashMap<>();
        part.fields(now).forEach(field -> theirs.put(field.name(), field));
        for (SettingField mine : typed.over(part.fields(now, typed))) {
            SettingField there = theirs.getOrDefault(mine.name(), mine.typed(""));
            boolean secret = mine.kind() == SettingField.Kind.SECRET;
            if (typed.file(mine.name()) != null) {
                all.add(new Difference(mine.label(), there.shown(), "another one: choose it again"));
            } else if (secret && !typed.text(mine.name()).isEmpty()) {
                all.add(new Difference(mine.label(), there.shown(), "a new one: type it again"));
            } else if (!secret && !mine.value().equals(there.value())) {
                all.add(new Difference(mine.label(), there.shown(), mine.shown()));
            }
        }
        return all;
    }

    private static List<Changed> changes(List<SettingField> before, List<SettingField> after) {
        Map<String, SettingField> old = new HashMap<>();
        before.forEach(field -> old.put(field.name(), field));
        List<Changed> changes = new ArrayList<>();
        for (SettingField now : after) {
            SettingField then = old.remove(now.name());
            if (then == null ? !now.mark().isEmpty() : !then.mark().equals(now.mark())) {
                boolean replaced = then != null && then.isStored() && now.isStored();
                changes.add(new Changed(
                        now.label(), then == null ? "nothing" : then.shown(), replaced ? "replaced" : now.shown()));
            }
        }
        for (SettingField gone : before) {
            if (old.containsKey(gone.name()) && !gone.mark().isEmpty()) {
                changes.add(new Changed(gone.label(), gone.shown(), "nothing"));
            }
        }
        return changes;
    }

    private Settings by(Settings settings, String actor, Instant at) {
        String name = name(part);
        return name == null ? settings : settings.extra(name, actor + "\t" + at.toEpochMilli());
    }

    /** Who saved a part last; null: not known. */
    static @Nullable String last(Settings settings, Part part, Instant now) {
        String name = name(part);
        String[] kept = (name == null ? "" : settings.extra(name).orElse("")).split("\t", -1);
        if (kept.length != 2 || !kept[1].matches("[0-9]{1,15}")) {
            return null;
        }
        Duration ago = Duration.between(Instant.ofEpochMilli(Long.parseLong(kept[1])), now);
        return "Saved by " + kept[0] + ", " + ago(ago);
    }

    /** Null for actions: there may be more of them than of extras. */
    private static @Nullable String name(Part part) {
        String name = SAVED + part.place().replace('/', '.').replace('_', '-');
        return part.place().startsWith("actions/") || name.length() > LONGEST_NAME ? null : name;
    }

    private static String ago(Duration length) {
        long minutes = Math.max(0, length.toMinutes());
        if (minutes < 1) {
            return "just now";
        }
        if (minutes < 120) {
            return minutes == 1 ? "a minute ago" : minutes + " minutes ago";
        }
        return minutes < 48 * 60 ? minutes / 60 + " hours ago" : minutes / (24 * 60) + " days ago";
    }
}
