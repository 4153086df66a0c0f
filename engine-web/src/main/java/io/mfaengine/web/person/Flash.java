package io.mfaengine.web.person;

/**
 * What the answer to a form is told on the page behind it.
 *
 * @param at the page, as a path below the visit
 * @param error whether it is an error, of the page's field
 * @param text what is said
 * @param typed what was typed, never a code
 * @param country the country that was chosen
 */
record Flash(String at, boolean error, String text, String typed, String country) {
    static Flash error(String at, String text) {
        return new Flash(at, true, text, "", "");
    }

    static Flash notice(String at, String text) {
        return new Flash(at, false, text, "", "");
    }

    Flash typed(String what, String where) {
        return new Flash(at, error, text, what, where);
    }

    /** Leaves out what was typed. */
    @Override
    public String toString() {
        return "Flash[" + at + "]";
    }
}
