package io.mfaengine.web.person;

import io.mfaengine.model.AuthenticatorType;
import io.mfaengine.model.Handle;
import io.mfaengine.web.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps of one action for the server, sealed: so no server keeps anything, and any server can answer.
 *
 * @param tenant whose action it is
 * @param handle the action's token, or the reply handle of a link
 * @param link which of the two
 * @param guard what forms of this visit have to give back
 * @param language what the person chose to read; empty: nothing
 * @param popup whether the pages are in the frame or window of the browser SDK
 * @param returnTo where the person goes in the end; empty: nowhere
 * @param asked the questions that are open, by type
 * @param flash what to tell; null: nothing
 * @param codes recovery codes that the person has not put away yet
 */
record Visit(
        String tenant,
        Handle handle,
        boolean link,
        String guard,
        String language,
        boolean popup,
        String returnTo,
        Map<AuthenticatorType, Asked> asked,
        @Nullable Flash flash,
        List<String> codes) {
    /** A cookie has room for about this many. */
    private static final int MOST_QUESTIONS = 4;

    static Visit begin(String tenant, Handle handle, boolean link, String guard, boolean popup) {
        return new Visit(tenant, handle, link, guard, "", popup, "", Map.of(), null, List.of());
    }

    Visit asked(AuthenticatorType type, Asked question) {
        Map<AuthenticatorType, Asked> more = new LinkedHashMap<>(asked);
        more.remove(type);
        while (more.size() >= MOST_QUESTIONS) {
            more.remove(more.keySet().iterator().next());
        }
        more.put(type, question);
        return new Visit(tenant, handle, link, guard, language, popup, returnTo, more, null, codes);
    }

    Visit without(AuthenticatorType type) {
        Map<AuthenticatorType, Asked> fewer = new LinkedHashMap<>(asked);
        fewer.remove(type);
        return new Visit(tenant, handle, link, guard, language, popup, returnTo, fewer, null, codes);
    }

    Visit flash(@Nullable Flash next) {
        return new Visit(tenant, handle, link, guard, language, popup, returnTo, asked, next, codes);
    }

    Visit codes(List<String> next) {
        return new Visit(tenant, handle, link, guard, language, popup, returnTo, asked, flash, List.copyOf(next));
    }

    Visit language(String next) {
        return new Visit(tenant, handle, link, guard, next, popup, returnTo, asked, flash, codes);
    }

    Visit popup(boolean next) {
        return new Visit(tenant, handle, link, guard, language, next, returnTo, asked, flash, codes);
    }

    Visit returnTo(String next) {
        return new Visit(tenant, handle, link, guard, language, popup, next, asked, flash, codes);
    }

    /** What is left once the person is done: enough to bring them back. */
    Visit over() {
        return new Visit(tenant, handle, link, guard, language, popup, returnTo, Map.of(), null, List.of());
    }

    /** A response in this visit: what opened its window has to stay the opener, over redirects too. */
    HttpResponse opened(HttpResponse response) {
        return popup ? response.header("Cross-Origin-Opener-Policy", "unsafe-none") : response;
    }

    /** Leaves out all that is secret. */
    @Override
    public String toString() {
        return "Visit[" + tenant + "]";
    }
}
