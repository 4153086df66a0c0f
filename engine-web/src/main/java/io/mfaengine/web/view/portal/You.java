package io.mfaengine.web.view.portal;

import java.util.List;

/** An operator's own page. */
public record You(String email, String role, String roleHint, List<PortalFrame.Link> links) {}
