package io.mfaengine.web.view;

import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Logo;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The files of the pages, from our own path and under the name of what they hold, so that they can be kept for ever. */
public final class Assets {
    private static final int HASH_DIGITS = 16;
    /** What operators change brings new ones; pages that are open still have the old ones. */
    private static final int MOST = 2_000;

    private final Map<String, HttpResponse> standing = new ConcurrentHashMap<>();
    private final Map<String, HttpResponse> byName = CacheBuilder.newBuilder()
            .maximumSize(MOST)
            .<String, HttpResponse>build()
            .asMap();
    private final Map<Branding, Frame.Look> looks = Collections.synchronizedMap(new WeakHashMap<>());
    private final String style;
    private final String script;
    private final String icon;

    public Assets() {
        this.style = add("pages.css", "text/css; charset=utf-8", StaticFiles.read("pages.css"));
        this.script = add("pages.js", "text/javascript; charset=utf-8", StaticFiles.read("pages.js"));
        this.icon = add("icon.svg", "image/svg+xml", StaticFiles.read("icon.svg"));
        standing.putAll(byName);
    }

    public Optional<HttpResponse> find(String name) {
        return Optional.ofNullable(standing.get(name)).or(() -> Optional.ofNullable(byName.get(name)));
    }

    /** Serves a tenant's files before the first of its pages is asked for, since another server may have drawn it. */
    public void know(Branding branding) {
        looks.computeIfAbsent(branding, this::look);
    }

    /** Where a tenant's files are, below the root of the pages. */
    public Frame.Look look(Branding branding, String root) {
        Frame.Look look = looks.computeIfAbsent(branding, this::look);
        return new Frame.Look(
                look.application(),
                root + look.style(),
                at(root, look.colours()),
                root + look.script(),
                root + look.icon(),
                at(root, look.logo()),
                at(root, look.darkLogo()),
                look.help());
    }

    private static @Nullable String at(String root, @Nullable String path) {
        return path == null ? null : root + path;
    }

    private Frame.Look look(Branding branding) {
        String colours = branding.colour()
                .map(colour -> add(
                        "colours.css",
                        "text/css; charset=utf-8",
                        Palette.of(colour).css().getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        return new Frame.Look(
                branding.name(),
                style,
                colours,
                script,
                icon,
                branding.logo().map(this::add).orElse(null),
                branding.darkLogo().map(this::add).orElse(null),
                branding.help().map(Object::toString).orElse(null));
    }

    /** A file beside those of the pages, below their root. */
    public String add(String name, String mediaType) {
        String path = add(name, mediaType, StaticFiles.read(name));
        standing.putAll(byName);
        return path;
    }

    private String add(Logo logo) {
        String end = logo.mediaType().substring("image/".length()).replace("svg+xml", "svg");
        return add("logo." + end, logo.mediaType(), logo.bytes());
    }

    private String add(String name, String mediaType, byte[] bytes) {
        String hash = Hashing.sha256().hashBytes(bytes).toString().substring(0, HASH_DIGITS);
        int dot = name.indexOf('.');
        String unique = name.substring(0, dot) + "-" + hash + name.substring(dot);
        HttpResponse file = HttpResponse.of(200, mediaType, bytes)
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        byName.put(unique, file);
        return "/assets/" + unique;
    }
}
