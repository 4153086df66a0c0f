package io.mfaengine.web.person;

/**
 * What a page is seen with.
 *
 * @param dark whether in the dark scheme
 * @param width the width of the window, in CSS pixels
 * @param script whether script runs
 * @param language the language of the action
 */
public record Eyes(boolean dark, int width, boolean script, String language) {
    @Override
    public String toString() {
        return language + "-" + (dark ? "dark" : "light") + "-" + width + (script ? "" : "-plain");
    }
}
