package io.mfaengine.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mfaengine.MfaEngine;
import io.mfaengine.MfaException;
import io.mfaengine.requirements.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A store that fails, at every call of every verb: the right answer, or "unavailable"; never a success that is not true. */
interface FaultRules extends EngineRules {
    /** No verb makes more calls that are worth a fault of their own. */
    int MOST_CALLS = 6;

    String RIGHT = "right";
    String UNAVAILABLE = MfaException.Kind.UNAVAILABLE.name();

    @Test
    @Requirement({"R60", "R94", "I1", "I10"})
    default void whatFailsOnceIsAnsweredRightlyOrNotAtAll() {
        everywhere(FailingStore.Fault.NOT_DONE);
    }

    @Test
    @Requirement({"R60", "R94", "I1"})
    default void whatWasDoneAndNotRepliedToIsAnsweredByWhatWasWritten() {
        everywhere(FailingStore.Fault.REPLY_LOST);
    }

    @Test
    @Requirement({"R60", "R94", "I1", "I2"})
    default void whatWasCutOffAndArrivesLateHasItsEffectOnce() {
        everywhere(FailingStore.Fault.DONE_LATE);
    }

    @Test
    @Requirement({"R60", "R94", "I1", "I2"})
    default void whatArrivesTwiceHasItsEffectOnce() {
        everywhere(FailingStore.Fault.TWICE);
    }

    @Test
    @Requirement({"R60", "R94", "I1", "I10"})
    default void aStoreThatStaysDownIsNoSuccess() {
        everywhere(FailingStore.Fault.DOWN);
    }

    @Test
    @Requirement({"R60", "R94", "I1", "I10"})
    default void aStoreThatRepliesNoMoreIsNoSuccess() {
        everywhere(FailingStore.Fault.NO_REPLY_ANY_MORE);
    }

    private void everywhere(FailingStore.Fault fault) {
        EngineWorld world = world();
        int users = 0;
        List<String> wrong = new ArrayList<>();
        for (Verbs verb : Verbs.values()) {
            boolean hit = true;
            for (int at = 1; hit && at <= MOST_CALLS; at++) {
                Verbs.Ask ask = verb.ready(world, "usr_" + ++users);
                FailingStore store = new FailingStore(world.store, fault, at);
                String answer = answer(ask, world.engine(store).build());
                hit = store.isHit();
                boolean permitted = answer.equals(RIGHT) ? !(hit && fault.stays()) : hit && answer.equals(UNAVAILABLE);
                if (!permitted) {
                    wrong.add(verb + " whose call " + at + " met " + fault + ": " + answer);
                }
                store.settle();
                world.clock.move(Verbs.STEP);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String answer(Verbs.Ask ask, MfaEngine engine) {
        BooleanSupplier right;
        try {
            right = ask.of(engine);
        } catch (MfaException e) {
            return e.kind().name();
        } catch (RuntimeException e) {
            return e.toString();
        }
        try {
            return right.getAsBoolean() ? RIGHT : "an answer that is not true";
        } catch (RuntimeException e) {
            return "an answer after which the truth is " + e;
        }
    }
}
