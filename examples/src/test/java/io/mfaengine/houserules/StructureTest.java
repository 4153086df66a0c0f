package io.mfaengine.houserules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom. */
final class StructureTest {

    private static final String OURS = "io.mfaengine";

    /** Below the base package; ours to grow, so not sure to exist. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("delivery", "policy", "benchmarks");

    @ParameterizedTest(name = "{0} knows {1}")
    @CsvSource({
        "model,        ",
        "crypto,       ",
        "store,        ",
        "delivery,     model",
        "policy,       model",
        "method,       model delivery crypto",
        "root,         model crypto store delivery policy method",
        "requirements, ",
        "memory,       root model crypto store delivery method",
        "jdbc,         store",
        "providers,    model delivery",
        "web,          root model crypto delivery",
        "testkit,      root model crypto store delivery method requirements",
        "examples,     root model crypto store delivery method memory jdbc web providers",
        "benchmarks,   root model crypto store delivery method memory jdbc testkit",
    })
    void a_package_knows_only_what_the_design_draws(String who, @Nullable String whom) {
        Set<String> known = Stream.of(who, Objects.requireNonNullElse(whom, ""))
                .flatMap(names -> Stream.of(names.split(" ", -1)))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        classes()
                .that(describe("are in " + who, (JavaClass type) -> area(type).equals(who)))
                .should(onlyDependOnClassesThat(describe(
                        "are foreign or in " + known, type -> !House.within(type, OURS) || known.contains(area(type)))))
                .allowEmptyShould(MAY_BE_EMPTY.contains(who))
                .check(House.CLASSES);
    }

    @Test
    void packages_are_free_of_cycles() {
        SliceAssignment byPackage = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return House.within(type, OURS) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
        slices().assignedFrom(byPackage).should().beFreeOfCycles().check(House.CLASSES);
    }

    @Test
    void every_package_is_null_marked_and_checks_return_values() {
        Set<String> wrong = House.CLASSES.stream()
                .filter(type -> !type.getSimpleName().equals("module-info"))
                .map(JavaClass::getPackage)
                .filter(found ->
                        !found.isAnnotatedWith(NullMarked.class) || !found.isAnnotatedWith(CheckReturnValue.class))
                .map(found -> found.getName())
                .collect(Collectors.toSet());
        assertThat(House.CLASSES).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*[.$](Default[A-Z][^.$]*|[^.$]*(Impl|Utils?|Helper|Manager|Base))")
                .check(House.CLASSES);
    }

    @Test
    void no_foreign_type_is_in_a_public_signature() {
        List<String> foreign = House.CLASSES.stream()
                .filter(House.PUBLISHED)
                .filter(Signatures::isVisible)
                .flatMap(type -> Signatures.types(type)
                        .filter(used -> !isAllowed(type, used))
                        .map(used -> type.getName() + " shows " + used.getName()))
                .distinct()
                .sorted()
                .toList();
        assertThat(foreign).isEmpty();
    }

    private static boolean isAllowed(JavaClass shownBy, JavaClass used) {
        return used.isPrimitive()
                || House.within(used, "java", "javax.crypto", "javax.net.ssl", "javax.sql", OURS)
                || (House.within(shownBy, "io.mfaengine.testkit") && House.within(used, "org.junit.jupiter.api"))
                || (House.within(shownBy, "io.mfaengine.web") && House.within(used, "jakarta.servlet"))
                // what templates are given; not exported
                || (House.within(shownBy, "io.mfaengine.web.view") && House.within(used, "gg.jte"));
    }

    /** The first part of a package's name below the base package; "root" is the base package itself. */
    private static String area(JavaClass type) {
        if (!House.within(type, OURS)) {
            return "(foreign)";
        }
        String below = type.getPackageName().substring(OURS.length());
        return below.isEmpty() ? "root" : below.substring(1).split("\\.", 2)[0];
    }
}
