package io.mfaengine.web.route;

import io.mfaengine.web.http.HttpResponse;

/**
 * One line of the route table.
 *
 * @param method the method
 * @param path the path, with a name in braces for each part that varies; at the end also behind a fixed beginning
 * @param audience who it is for
 * @param handler what answers
 * @param measures whether it says itself, on a page, that a body is too long
 */
public record Route(String method, String path, Audience audience, Handler handler, boolean measures) {
    /** One that is only asked what isn't too long. */
    public Route(String method, String path, Audience audience, Handler handler) {
        this(method, path, audience, handler, false);
    }

    /** Who a route is for, and so how they prove that they may. */
    public enum Audience {
        /** The application, with a secret key. */
        SERVER,
        /** A browser or an app, with an action's token; answers may be read by the origins that are listed. */
        BROWSER,
        /** Anybody. */
        ANYBODY
    }

    /** What answers. */
    @FunctionalInterface
    public interface Handler {
        HttpResponse handle(Exchange exchange);
    }
}
