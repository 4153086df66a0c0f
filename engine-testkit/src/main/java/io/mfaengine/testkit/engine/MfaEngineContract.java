package io.mfaengine.testkit.engine;

import io.mfaengine.store.MfaStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the engine promises (I1 to I10), as tests over a store. Extend it beside {@link io.mfaengine.testkit.MfaStoreContract} and give the
 * same factory.
 */
public abstract class MfaEngineContract
        implements JourneyRules,
                FaultRules,
                MixedReleaseRules,
                SealRules,
                RotationRules,
                HandleRules,
                TrailRules,
                EventTrailRules,
                StaleRules,
                BrittleRules,
                QuietRules,
                ChanceRules,
                InputRules,
                SingleUseRules,
                StepRules,
                SentCodeRules,
                GuessRules,
                AttackerRules,
                LockRules,
                RaceOnCodesRules,
                BindingRules,
                ManagingRules,
                FirstEnrolmentRules,
                RecoveryRules,
                ImportRules,
                ActionRules,
                StateRules,
                IdempotencyRules,
                ValidationRules,
                SwitchRules,
                TokenRules,
                UserRules,
                PartitionRules,
                NullRules,
                StandingRules,
                KeepingRules,
                WalkRules,
                ParallelWalkRules,
                InspectionRules {
    private @Nullable EngineWorld world;

    /** For the tests of a store. */
    protected MfaEngineContract() {}

    /**
     * Makes a store that is empty. It is called before each test, and the store closed after it.
     *
     * @return a store without any record
     * @throws Exception if that fails, which fails the test
     */
    protected abstract MfaStore newStore() throws Exception;

    /**
     * Makes another handle onto the same data, as another process would have.
     *
     * @param store what {@link #newStore()} made
     * @return by default the same store
     * @throws Exception if that fails, which fails the test
     */
    protected MfaStore anotherHandle(MfaStore store) throws Exception {
        return store;
    }

    /**
     * How many steps the random walk beside the model takes.
     *
     * @return 2,000; a store that is fast enough can do more
     */
    @Override
    public int walkSteps() {
        return 2_000;
    }

    @BeforeEach
    final void openWorld() throws Exception {
        MfaStore store = newStore();
        world = new EngineWorld(store, anotherHandle(store));
    }

    @AfterEach
    final void closeWorld() {
        world().mfa.close();
        world().other.close();
    }

    @Override
    @SuppressWarnings("exports") // an interface's methods are public; the world is for the rules only
    public final EngineWorld world() {
        return Objects.requireNonNull(world, "world");
    }
}
