package io.mfaengine.web.operator;

import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.view.Frame;
import io.mfaengine.web.view.Words;
import java.net.URI;

/**
 * What all requests of the portal share.
 *
 * @param portal how it is set up
 * @param members the operators
 * @param keeper what browsers keep
 * @param log what operators did
 * @param words what it says
 * @param look where its files are
 * @param style its own style sheet
 * @param root its path, without a slash at its end
 * @param origin the origin of its forms
 */
record Counter(
        Portal portal,
        Members members,
        Keeper keeper,
        Log log,
        Words words,
        Frame.Look look,
        String style,
        String root,
        String origin) {
    String at(String below) {
        return root + below;
    }

    /** The whole URL of a path of the portal's own. */
    URI url(String below) {
        return URI.create(origin + root + below);
    }
}
