package io.mfaengine.jdbc;

import io.mfaengine.store.Claim;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of a user's indexes as one text: a line each. */
final class IndexNames {
    private IndexNames() {}

    static String text(Collection<Claim> indexes) {
        return indexes.stream()
                .sorted()
                .map(index -> index.name().replace("\\", "\\\\").replace("\n", "\\n") + "\n")
                .collect(Collectors.joining());
    }

    static Set<Claim> of(String tenant, String text) {
        Set<Claim> indexes = new LinkedHashSet<>();
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                indexes.add(new Claim(tenant, name.toString()));
                name.setLength(0);
            } else if (c == '\\') {
                i++;
                name.append(text.charAt(i) == 'n' ? '\n' : '\\');
            } else {
                name.append(c);
            }
        }
        return indexes;
    }
}
