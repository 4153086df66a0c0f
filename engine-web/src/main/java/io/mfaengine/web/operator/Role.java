package io.mfaengine.web.operator;

import static io.mfaengine.web.operator.Permission.OPERATORS;
import static io.mfaengine.web.operator.Permission.READ;
import static io.mfaengine.web.operator.Permission.SETTINGS;
import static io.mfaengine.web.operator.Permission.USERS;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator may do. */
enum Role {
    OWNER(READ, Permission.SUPPORT, USERS, SETTINGS, OPERATORS),
    ADMIN(READ, Permission.SUPPORT, USERS, SETTINGS),
    SUPPORT(READ, Permission.SUPPORT),
    AUDITOR(READ);

    private final ImmutableSet<Permission> permissions;

    Role(Permission... permissions) {
        this.permissions = ImmutableSet.copyOf(permissions);
    }

    boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** As it is stored, and in texts. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
