package io.mfaengine.web.operator;

import java.util.regex.Pattern;

/** Where somebody goes next: within the portal, whatever was asked for (R77). */
final class Way {
    static final int LONGEST = 700;

    private static final Pattern BELOW =
            Pattern.compile("(/[A-Za-z0-9_~!$'()*+,;=:@%.-]+)*([?][A-Za-z0-9_~!$'()*+,;=:@%./?&-]*)?");

    private Way() {}

    /** The path, if it is one of the portal's; else where it begins. */
    static String within(Counter counter, String path) {
        String root = counter.root();
        boolean ours = path.length() <= LONGEST
                && path.startsWith(root)
                && !path.contains("/../")
                && !path.contains("/./")
                && BELOW.matcher(path.substring(root.length())).matches();
        return ours ? path : root;
    }
}
