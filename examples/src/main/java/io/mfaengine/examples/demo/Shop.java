package io.mfaengine.examples.demo;

import io.mfaengine.Clearance;
import io.mfaengine.model.Intent;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The shop: it signs people in, sends money, and asks the {@link Gate} before either. */
final class Shop extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final String COOKIE = "shop";

    private final transient URI base;
    private final transient Gate gate;
    private final transient Outbox outbox;
    private final transient ShopPages pages;
    private final transient SecureRandom random = new SecureRandom();
    private final Map<String, String> signedIn = new ConcurrentHashMap<>();
    private final transient Map<String, Intent> pending = new ConcurrentHashMap<>();

    Shop(URI base, Gate gate, Outbox outbox) {
        this.base = base;
        this.gate = gate;
        this.outbox = outbox;
        this.pages = new ShopPages();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = user(request);
        switch (request.getPathInfo()) {
            case "/" -> show(response, pages.start(user, user != null && gate.isEnrolled(user)));
            case "/outbox" -> show(response, pages.outbox(user, outbox.messages()));
            case "/signed-in" -> signedIn(request, response);
            case "/sent" -> sent(request, response);
            case "/done" -> show(response, pages.said(user, "Your second steps are as you left them.", null));
            default -> {
                response.setStatus(404);
                show(response, pages.said(user, "There is no such page.", null));
            }
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!(base.getScheme() + "://" + base.getAuthority()).equals(request.getHeader("Origin"))) {
            response.setStatus(403);
            show(response, pages.said(null, "This came from somewhere else.", null));
            return;
        }
        String user = user(request);
        switch (request.getPathInfo()) {
            case "/sign-in" -> signIn(request, response);
            case "/sign-out" -> {
                signedIn.remove(session(request));
                response.sendRedirect("/");
            }
            case "/send" -> send(user, request, response);
            case "/settings" -> away(response, user == null ? base : gate.settings(user, base.resolve("/done")));
            default -> response.setStatus(404);
        }
    }

    /** No passwords here: checking them is the application's job, and this one takes anybody's word. */
    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String user = text(request, "user", 64);
        if (user.isEmpty()) {
            show(response, pages.said(null, "A name has 1 to 64 characters.", null));
            return;
        }
        String id = id();
        Intent intent = Intent.user(user).action("sign-in").idempotencyKey(id);
        ask(intent, "/signed-in?id=" + id, response, clearance -> enter(clearance, response));
    }

    private void signedIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        proved(request, response, clearance -> enter(clearance, response));
    }

    private void enter(Clearance clearance, HttpServletResponse response) throws IOException {
        String id = id();
        signedIn.put(id, clearance.intent("sign-in").userId());
        Cookie cookie = new Cookie(COOKIE, id);
        cookie.setHttpOnly(true);
        cookie.setPath("/");
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
        response.sendRedirect("/");
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void send(@Nullable String user, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String amount = text(request, "amount", 12).replace(',', '.');
        String payee = text(request, "payee", 70);
        if (user == null || payee.isEmpty() || !amount.matches("[0-9]{1,7}([.][0-9]{1,2})?")) {
            show(response, pages.said(user, "Say who gets the money, and how much: 250 or 19.90.", null));
            return;
        }
        String id = id();
        Intent intent = Intent.user(user)
                .action("transfer")
                .idempotencyKey(id)
                .detail("amount", String.format(Locale.ROOT, "%.2f €", Double.parseDouble(amount)))
                .detail("payee", payee);
        ask(intent, "/sent?id=" + id, response, clearance -> show(response, pages.said(user, send(clearance), null)));
    }

    private void sent(HttpServletRequest request, HttpServletResponse response) throws IOException {
        proved(request, response, clearance -> show(response, pages.said(user(request), send(clearance), null)));
    }

    /** Sends what was agreed to. It takes a clearance and nothing else: there is no way round the gate. */
    private static String send(Clearance clearance) {
        Map<String, String> agreed = clearance.intent("transfer").details();
        return agreed.get("amount") + " is on its way to " + agreed.get("payee") + ".";
    }

    private interface Next {
        void go(Clearance clearance) throws IOException;
    }

    private void ask(Intent intent, String back, HttpServletResponse response, Next next) throws IOException {
        pending.put(intent.idempotencyKey().orElseThrow(), intent);
        Gate.Answer answer = gate.ask(intent, base.resolve(back));
        if (answer.clearance().isPresent()) {
            next.go(answer.clearance().get());
        } else if (answer.page().isPresent()) {
            away(response, answer.page().get());
        } else {
            show(response, pages.said(null, "This is not possible.", null));
        }
    }

    /** They are back, with the token: the same intent as before, from our own notes and not from the browser. */
    private void proved(HttpServletRequest request, HttpServletResponse response, Next next) throws IOException {
        Intent intent = pending.get(text(request, "id", 64));
        Optional<Clearance> clearance =
                intent == null ? Optional.empty() : gate.proof(text(request, "token", 1_024), intent);
        if (clearance.isPresent()) {
            next.go(clearance.get());
        } else {
            show(response, pages.said(user(request), "Not confirmed. Nothing was done.", null));
        }
    }

    private @Nullable String user(HttpServletRequest request) {
        return signedIn.get(session(request));
    }

    private static String session(HttpServletRequest request) {
        Cookie[] cookies = Objects.requireNonNullElse(request.getCookies(), new Cookie[0]);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE)) {
                return cookie.getValue();
            }
        }
        return "";
    }

    private static String text(HttpServletRequest request, String name, int most) {
        String text = Objects.requireNonNullElse(request.getParameter(name), "").strip();
        return text.length() > most || text.chars().anyMatch(Character::isISOControl) ? "" : text;
    }

    /** The token is in the address: it goes to nobody else. */
    private static void away(HttpServletResponse response, URI page) {
        response.setStatus(303);
        response.setHeader("Location", page.toString());
        response.setHeader("Cache-Control", "no-store");
    }

    private static void show(HttpServletResponse response, String html) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", ShopPages.POLICY);
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }
}
