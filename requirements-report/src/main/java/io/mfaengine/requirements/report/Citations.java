package io.mfaengine.requirements.report;

import io.mfaengine.requirements.Requirement;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * The lines {@code number TAB class#method TAB display name TAB contract} of one test run. The class is the one that
 * declares the test; the contract is the one that ran it, where that is another.
 */
final class Citations {

    private final TestPlan plan;
    private final SortedSet<String> lines = new TreeSet<>();

    Citations(TestPlan plan) {
        this.plan = plan;
    }

    SortedSet<String> lines() {
        return lines;
    }

    void add(TestIdentifier test) {
        method(test).ifPresent(source -> {
            Class<?> type = source.getJavaClass();
            Class<?> declared = source.getJavaMethod().getDeclaringClass();
            String where = declared.getName() + "#" + source.getMethodName();
            String contract = declared.equals(type) ? "" : type.getSimpleName();
            String name = test.getDisplayName().replaceAll("[\\s\\p{Cs}]+", " ");
            Stream.concat(numbers(source.getJavaMethod()), classAndOuter(type).flatMap(Citations::numbers))
                    .forEach(number -> lines.add(number + "\t" + where + "\t" + name + "\t" + contract));
        });
    }

    /** The test's own method, or, for a dynamic test, the factory's. */
    private Optional<MethodSource> method(TestIdentifier test) {
        for (Optional<TestIdentifier> at = Optional.of(test); at.isPresent(); at = at.flatMap(plan::getParent)) {
            if (at.get().getSource().orElse(null) instanceof MethodSource source) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private static Stream<Class<?>> classAndOuter(Class<?> type) {
        return Stream.iterate(type, Citations::exists, Class::getEnclosingClass);
    }

    private static boolean exists(@Nullable Class<?> type) {
        return type != null;
    }

    private static Stream<String> numbers(AnnotatedElement element) {
        return AnnotationSupport.findAnnotation(element, Requirement.class).stream()
                .flatMap(found -> Arrays.stream(found.value()));
    }
}
