package io.mfaengine.web;

import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Mounts a surface in any Jakarta Servlet container, version 6 or later. Map it to {@code /*}, or to a path and all below
 * it, such as {@code /mfa/*}. Containers that decode or refuse unusual ids in paths have to be told not to; those of
 * {@link MfaServer} do as they should.
 */
public final class MfaServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient MfaHttp http;

    /**
     * Mounts a surface.
     *
     * @param http the surface
     */
    public MfaServlet(MfaHttp http) {
        this.http = Objects.requireNonNull(http, "http");
    }

    @Override
    protected void service(HttpServletRequest from, HttpServletResponse to) throws IOException {
        HttpResponse response = http.handle(request(from));
        to.setStatus(response.status());
        response.headers().forEach(to::setHeader);
        to.setContentLength(response.body().length);
        if (!from.getMethod().equals("HEAD")) {
            to.getOutputStream().write(response.body());
        }
    }

    private static HttpRequest request(HttpServletRequest from) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(from.getHeaderNames())) {
            headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> Collections.list(from.getHeaders(key)));
        }
        return HttpRequest.of(from.getMethod(), path(from))
                .query(from.getQueryString())
                .headers(headers)
                .body(from.getInputStream().readNBytes(HttpRequest.MAX_BODY + 1))
                .from(from.getRemoteAddr(), from.isSecure());
    }

    /** What is behind the mapping, as it came: what the container decoded can't be told apart any more. */
    private static String path(HttpServletRequest from) {
        String pattern = from.getHttpServletMapping().getPattern();
        String mapping = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : "";
        String prefix = from.getContextPath() + mapping;
        String uri = from.getRequestURI();
        String path = uri.startsWith(prefix) ? uri.substring(prefix.length()) : uri;
        return path.isEmpty() ? "/" : path;
    }
}
