package io.mfaengine.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.mfaengine.requirements.Requirement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no class of ours does, but those in the lists at the top. */
final class ForbiddenUseTest {

    /** The door, the retries' deadline, and in the test kit what needs a fresh seed or waits for threads. */
    private static final Set<String> MAY_READ_A_CLOCK_OR_WAIT = Set.of(
            "io.mfaengine.MfaEngineBuilder",
            "io.mfaengine.Retries",
            "io.mfaengine.delivery.Failover",
            "io.mfaengine.testkit.BudgetRules",
            "io.mfaengine.testkit.Race",
            "io.mfaengine.testkit.engine.Walk",
            "io.mfaengine.testkit.engine.WalkRules",
            "io.mfaengine.examples.",
            "io.mfaengine.benchmarks.");

    /** Jitter, and the test kit's seeded walks. */
    private static final Set<String> MAY_BE_PSEUDO_RANDOM = Set.of(
            "io.mfaengine.Retries",
            "io.mfaengine.testkit.BudgetRules",
            "io.mfaengine.testkit.Race",
            "io.mfaengine.testkit.engine.ChanceRules",
            "io.mfaengine.testkit.engine.ParallelWalk",
            "io.mfaengine.testkit.engine.ParallelWalkRules",
            "io.mfaengine.testkit.engine.Walk",
            "io.mfaengine.testkit.engine.WalkCodes",
            "io.mfaengine.testkit.engine.WalkOperator",
            "io.mfaengine.testkit.engine.WalkRules",
            "io.mfaengine.testkit.engine.WalkVerbs");

    private static final Set<String> MAY_MAKE_A_SECURE_RANDOM = Set.of(
            "io.mfaengine.MfaEngineBuilder",
            "io.mfaengine.crypto.KeyRing",
            "io.mfaengine.examples.signin.KeyFile",
            "io.mfaengine.testkit.engine.ChanceRules",
            "io.mfaengine.testkit.engine.WalkCodes",
            "io.mfaengine.web.pages.Pages",
            "io.mfaengine.web.tenant.SecretKeys",
            "io.mfaengine.examples.");

    /** The format and key id at the start of what is sealed. */
    private static final Set<String> MAY_COMPARE_BYTES = Set.of("io.mfaengine.crypto.Header");

    /** The parameters of a URI, and Base32 padding. */
    private static final Set<String> MAY_COMPARE_STRINGS = Set.of("io.mfaengine.method.Otpauth");

    private static final Set<String> CLOCKS_AND_WAITS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Thread.sleep",
            "java.lang.Object.wait",
            "java.time.InstantSource.system",
            "java.util.concurrent.TimeUnit.sleep",
            "java.util.concurrent.locks.LockSupport.park",
            "java.util.concurrent.locks.LockSupport.parkNanos",
            "java.util.concurrent.locks.LockSupport.parkUntil");

    private static final Set<String> WEAK_RANDOM =
            Set.of("java.lang.Math.random", "java.lang.StrictMath.random", "java.util.UUID.randomUUID");

    private static final Set<String> REFLECTION = Set.of(
            "java.lang.Class.forName",
            "java.lang.Class.newInstance",
            "java.lang.Class.getField",
            "java.lang.Class.getFields",
            "java.lang.Class.getMethod",
            "java.lang.Class.getMethods",
            "java.lang.Class.getConstructor",
            "java.lang.Class.getConstructors",
            "java.lang.Class.getDeclaredField",
            "java.lang.Class.getDeclaredFields",
            "java.lang.Class.getDeclaredMethod",
            "java.lang.Class.getDeclaredMethods",
            "java.lang.Class.getDeclaredConstructor",
            "java.lang.Class.getDeclaredConstructors",
            "java.lang.ClassLoader.loadClass",
            "java.lang.ClassLoader.defineClass");

    @Test
    @Requirement({"R17", "I9"})
    void nothing_reads_a_clock_or_sleeps_outside_the_listed_places() {
        noClasses()
                .that(House.outside(MAY_READ_A_CLOCK_OR_WAIT))
                .should()
                .accessTargetWhere(House.member(CLOCKS_AND_WAITS).or(timeOfTheMachine()))
                .check(House.CLASSES);
    }

    @Test
    @Requirement({"R1", "I9"})
    void nothing_uses_weak_randomness_outside_the_listed_places() {
        noClasses()
                .that(House.outside(MAY_BE_PSEUDO_RANDOM))
                .should()
                .dependOnClassesThat(describe(
                        "are weak generators",
                        (JavaClass type) -> Set.of(
                                        "java.util.Random",
                                        "java.util.SplittableRandom",
                                        "java.util.concurrent.ThreadLocalRandom",
                                        "java.util.random.RandomGenerator",
                                        "java.util.random.RandomGeneratorFactory")
                                .contains(type.getName())))
                .orShould()
                .accessTargetWhere(House.member(WEAK_RANDOM))
                .check(House.CLASSES);
    }

    @Test
    @Requirement({"R1", "I9"})
    void a_secure_random_is_made_in_the_listed_places_only() {
        noClasses()
                .that(House.outside(MAY_MAKE_A_SECURE_RANDOM))
                .should()
                .accessTargetWhere(House.member(Set.of(
                        "java.security.SecureRandom.<init>",
                        "java.security.SecureRandom.getInstance",
                        "java.security.SecureRandom.getInstanceStrong")))
                .check(House.CLASSES);
    }

    @Test
    @Requirement("R9")
    void bytes_are_compared_in_constant_time() {
        noClasses()
                .that(resideInAnyPackage("io.mfaengine", "io.mfaengine.method..", "io.mfaengine.crypto.."))
                .and(House.outside(MAY_COMPARE_BYTES))
                .should()
                .accessTargetWhere(takingBytes(House.member(
                        Set.of("java.util.Arrays.equals", "java.util.Arrays.compare", "java.util.Arrays.mismatch"))))
                .orShould()
                .accessTargetWhere(House.member(Set.of(
                        "java.util.Arrays.deepEquals", "java.util.Objects.deepEquals", "java.nio.ByteBuffer.equals")))
                .check(House.CLASSES);
    }

    @Test
    @Requirement("R9")
    void strings_are_not_compared_where_secrets_are() {
        noClasses()
                .that(resideInAnyPackage("io.mfaengine.method..", "io.mfaengine.crypto.."))
                .and(House.outside(MAY_COMPARE_STRINGS))
                .should()
                .accessTargetWhere(House.member(Set.of(
                        "java.lang.String.equals",
                        "java.lang.String.equalsIgnoreCase",
                        "java.lang.String.contentEquals",
                        "java.lang.String.compareTo")))
                .check(House.CLASSES);
    }

    @Test
    @Requirement("R99")
    void published_modules_neither_serialize_nor_reflect_nor_evaluate() {
        noClasses()
                .that(House.PUBLISHED)
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.lang.reflect..", "javax.script..", "java.beans.."))
                .orShould()
                .dependOnClassesThat(describe(
                        "serialize, map by reflection or load code",
                        (JavaClass type) -> Set.of(
                                        "com.google.gson.Gson",
                                        "com.google.gson.GsonBuilder",
                                        "java.io.Externalizable",
                                        "java.io.ObjectInputStream",
                                        "java.io.ObjectOutputStream",
                                        "java.net.URLClassLoader",
                                        "java.rmi.MarshalledObject")
                                .contains(type.getName())))
                .orShould(be(describe(
                        "serializable by declaration",
                        (JavaClass type) -> type.getRawInterfaces().stream()
                                .anyMatch(parent -> parent.getName().equals("java.io.Serializable")))))
                .orShould()
                .accessTargetWhere(House.member(REFLECTION))
                .check(House.CLASSES);
    }

    /** Clocks without a clock to stand in for them: {@code Instant.now()}, but not {@code Instant.now(clock)}. */
    private static DescribedPredicate<JavaAccess<?>> timeOfTheMachine() {
        return describe("reads the machine's clock", access -> {
            String name = House.name(access);
            boolean given = parameters(access).contains("java.time.Clock");
            boolean now = name.matches("java\\.time\\..*\\.now") && !given;
            boolean clock = name.matches("java\\.time\\.Clock\\.(system|tick).*") && !given;
            boolean date =
                    name.equals("java.util.Date.<init>") && parameters(access).isEmpty();
            return now || clock || date || name.equals("java.util.Calendar.getInstance");
        });
    }

    private static DescribedPredicate<JavaAccess<?>> takingBytes(DescribedPredicate<JavaAccess<?>> calls) {
        return describe(
                calls.getDescription() + " on bytes",
                access -> calls.test(access) && parameters(access).contains("[B"));
    }

    private static List<String> parameters(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }
}
