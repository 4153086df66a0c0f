package io.mfaengine.testkit.engine;

import io.mfaengine.Operator;
import io.mfaengine.model.ActionSettings;
import io.mfaengine.model.ActionSettings.WhenNotEnrolled;
import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Outcome;
import io.mfaengine.model.TypeSettings;
import java.util.List;
import java.util.SplittableRandom;

/** The operator's verbs of a walk: settings, unlock, purge. */
final class WalkOperator {
    private final EngineWorld world;
    private final Model model;
    private final SplittableRandom random;
    private final List<String> codes;

    WalkOperator(EngineWorld world, Model model, SplittableRandom random, List<String> codes) {
        this.world = world;
        this.model = model;
        this.random = random;
        this.codes = codes;
    }

    Walk.Step step(Operator operator, String user) {
        AuthenticatorType type = any(Model.TYPES);
        String code = any(codes);
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                TypeSettings next = TypeSettings.STANDARD.on(chance(85)).selfService(chance(85));
                boolean known = operator.updateSettings(all -> all.type(type, before -> next))
                        .type(type)
                        .equals(next);
                model.set(type, next);
                yield new Walk.Step("settings (" + type + " " + next + ")", "" + known, "true");
            }
            case 2, 3, 4 -> {
                ActionSettings next = someSettings();
                boolean known = operator.updateSettings(all -> all.action(code, before -> next))
                        .action(code)
                        .equals(next);
                model.set(code, next);
                yield new Walk.Step("settings (" + code + " " + next + ")", "" + known, "true");
            }
            case 5, 6, 7, 8 ->
                new Walk.Step(
                        "unlock " + user + " " + type,
                        Boolean.toString(operator.unlock(user, type)),
                        model.unlock(user, type));
            default -> {
                purge(operator);
                yield new Walk.Step("purge", "", "");
            }
        };
    }

    void purge(Operator operator) {
        if (world.isQueryable()) {
            int purged;
            do {
                purged = operator.purge(1_000);
            } while (purged == 1_000);
            model.purge();
        }
    }

    private ActionSettings someSettings() {
        ActionSettings next = ActionSettings.STANDARD
                .outcome(chance(70) ? Outcome.CHALLENGE : any(List.of(Outcome.values())))
                .whenNotEnrolled(chance(70) ? WhenNotEnrolled.ENROLL : any(List.of(WhenNotEnrolled.values())))
                .validatesOnce(chance(85))
                .preferred(chance(80) ? null : any(Model.TYPES));
        next = chance(80) ? next : next.permit(any(Model.TYPES));
        return chance(90) ? next : next.requireDetails("amount");
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
