package io.mfaengine.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** The types in what a class shows to other packages. */
final class Signatures {

    private Signatures() {}

    static boolean isVisible(JavaClass type) {
        return isShown(type.getModifiers())
                && type.getEnclosingClass().map(Signatures::isVisible).orElse(true);
    }

    static Stream<JavaClass> types(JavaClass type) {
        Stream<JavaClass> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream);
        Stream<JavaClass> bounds = type.getTypeParameters().stream()
                .map(JavaType::getAllInvolvedRawTypes)
                .flatMap(Collection::stream);
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> isShown(member.getModifiers()))
                .flatMap(Signatures::types);
        return Stream.of(parents, bounds, members).flatMap(found -> found).map(JavaClass::getBaseComponentType);
    }

    private static Stream<JavaClass> types(JavaMember member) {
        Stream<JavaClass> thrown = member instanceof JavaCodeUnit code
                ? code.getExceptionTypes().stream().map(JavaClass.class::cast)
                : Stream.empty();
        return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
    }

    private static boolean isShown(Set<JavaModifier> modifiers) {
        return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
