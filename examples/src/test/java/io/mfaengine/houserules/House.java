package io.mfaengine.houserules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What the rules look at: our main classes on the class path, and the repository's files. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.mfaengine");

    /** What users get: everything but programs and the build's own tools. */
    static final DescribedPredicate<JavaClass> PUBLISHED = DescribedPredicate.describe(
            "published",
            type -> !within(
                    type,
                    "io.mfaengine.examples",
                    "io.mfaengine.benchmarks",
                    "io.mfaengine.houserules",
                    "io.mfaengine.requirements.report"));

    private House() {}

    static boolean within(JavaClass type, String... packages) {
        for (String name : packages) {
            if (type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".")) {
                return true;
            }
        }
        return false;
    }

    /** Classes outside a list of places: a place is a class, with its nested classes, or a package, with a dot at its end. */
    static DescribedPredicate<JavaClass> outside(Set<String> places) {
        return DescribedPredicate.describe(
                "outside " + places, type -> places.stream().noneMatch(place -> isAt(type, place)));
    }

    private static boolean isAt(JavaClass type, String place) {
        String name = type.getName();
        return name.equals(place) || name.startsWith(place.endsWith(".") ? place : place + "$");
    }

    /** Uses (calls, method references, fields) of members, named as {@code java.lang.Math.random}. */
    static DescribedPredicate<JavaAccess<?>> member(Set<String> names) {
        return DescribedPredicate.describe("is one of " + names, access -> names.contains(name(access)));
    }

    static String name(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    static Path root() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("engine-core"))) {
            at = at.getParent();
        }
        return at;
    }
}
