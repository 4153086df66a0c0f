package io.mfaengine.web.view.portal;

/** An action in a list. */
public record ActionRow(
        String at, String code, String path, String user, String userPath, PortalFrame.Tag state, String method) {}
