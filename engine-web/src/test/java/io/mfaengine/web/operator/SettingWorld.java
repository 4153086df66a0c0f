package io.mfaengine.web.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mfaengine.MfaEngine;
import io.mfaengine.crypto.KeyRing;
import io.mfaengine.delivery.EmailSender;
import io.mfaengine.delivery.Provider;
import io.mfaengine.delivery.SmsSender;
import io.mfaengine.memory.MemoryStore;
import io.mfaengine.method.AuthenticatorApp;
import io.mfaengine.method.EmailCode;
import io.mfaengine.method.EmailLink;
import io.mfaengine.method.RecoveryCodes;
import io.mfaengine.method.SmsCode;
import io.mfaengine.model.Secret;
import io.mfaengine.model.Settings;
import io.mfaengine.testkit.MovableClock;
import io.mfaengine.testkit.Outbox;
import io.mfaengine.web.MfaHttp;
import io.mfaengine.web.http.HttpRequest;
import io.mfaengine.web.http.HttpResponse;
import io.mfaengine.web.pages.Branding;
import io.mfaengine.web.pages.Pages;
import io.mfaengine.web.portal.Portal;
import io.mfaengine.web.tenant.SecretKeys;
import io.mfaengine.web.tenant.Tenant;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A portal over an application on two servers that share a store, with operators who are signed in already. */
final class SettingWorld implements AutoCloseable {
    static final String KEY = "sk_test_0123456789abcdefghij";
    static final String APP = "/portal/shop";
    private static final String GUARD = "guard-of-the-session-00";

    final MovableClock clock = MovableClock.at("2026-11-28T09:00:00Z");
    final Outbox outbox = Outbox.create();
    final KeyRing keys = KeyRing.generate();
    final MemoryStore store = MemoryStore.create();
    final URI base;
    final MfaEngine operators;
    final MfaEngine here;
    final MfaEngine there;
    final MfaHttp http;
    final MfaHttp second;
    private final Members members;
    private final Keeper keeper;

    SettingWorld() {
        this(URI.create("https://mfa.example/"), List.of(), List.of());
    }

    /** With providers to choose from; without, messages go to the outbox. */
    SettingWorld(URI base, List<Provider<SmsSender>> sms, List<Provider<EmailSender>> email) {
        this.base = base;
        this.operators = MfaEngine.builder(MemoryStore.create(), keys)
                .clock(clock)
                .tenant("operators")
                .pages(base)
                .method(AuthenticatorApp.of("Acme"))
                .method(EmailLink.of("Acme", outbox.email(), base.resolve("/link")))
                .method(RecoveryCodes.of().rounds(1_000))
                .build();
        this.here = application(sms, email);
        this.there = application(sms, email);
        this.http = surface(here);
        this.second = surface(there);
        this.keeper = new Keeper(
                keys,
                operators.tenant(),
                new SecureRandom(),
                "/portal",
                base.getScheme().equals("https"));
        this.members = new Members(operators, keeper::nonce);
        members.prepare();
    }

    private MfaEngine application(List<Provider<SmsSender>> sms, List<Provider<EmailSender>> email) {
        return MfaEngine.builder(store, keys)
                .clock(clock)
                .tenant("shop")
                .pages(base)
                .method(AuthenticatorApp.of("Shop"))
                .method(
                        sms.isEmpty()
                                ? SmsCode.of("Shop", outbox.sms(), "NZ", "AU")
                                : SmsCode.chosen("Shop", sms, "NZ", "AU"))
                .method(email.isEmpty() ? EmailCode.of("Shop", outbox.email()) : EmailCode.chosen("Shop", email))
                .method(RecoveryCodes.of().rounds(1_000))
                .build();
    }

    private MfaHttp surface(MfaEngine engine) {
        Tenant shop = Tenant.of(engine, SecretKeys.of(Secret.of(KEY))).pages(base);
        return MfaHttp.builder(Tenant.of(operators, SecretKeys.of()).pages(base))
                .tenant(shop)
                .pages(Pages.of(keys, Branding.named("Shop")))
                .portal(Portal.of(keys, shop).named("shop", new Portal.Name("Northbank", "live")))
                .build();
    }

    Settings settings() {
        return here.operator("test").settings();
    }

    /** Leaves no room in the settings for anything more. */
    void fill() {
        Settings unused = here.operator("test").updateSettings(before -> filled(before, 32));
    }

    /** With so many of 32 parts of the room taken. */
    static Settings filled(Settings before, int parts) {
        Settings full = before;
        for (int i = 0; i < parts; i++) {
            full = full.extra("full." + i, "x".repeat(4_096));
        }
        return full;
    }

    /** An operator who has just signed in. */
    Browser as(Role role) {
        return as(role, role.code() + "@acme.example");
    }

    Browser as(Role role, String email) {
        Member member = members.byEmail(email).orElseGet(() -> members.add(email, role));
        long now = operators.now().toEpochMilli();
        HttpResponse kept = keeper.keep(HttpResponse.empty(200), Session.begin(member, now, GUARD));
        return new Browser(cookie(kept));
    }

    private static String cookie(HttpResponse response) {
        return String.valueOf(response.headers().get("Set-Cookie")).split(";", 2)[0];
    }

    List<Log.Entry> log() {
        return new Log(members).list("shop", null, 50);
    }

    /** What an operator's browser sees. */
    final class Browser {
        private static final Pattern HIDDEN =
                Pattern.compile("<input type=\"hidden\" name=\"(was|drawn)\" value=\"([^\"]*)\">");
        private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
        private String cookie;

        Browser(String cookie) {
            this.cookie = cookie;
        }

        String cookie() {
            return cookie;
        }

        private HttpResponse send(HttpRequest request) {
            HttpResponse response = http.handle(request.header("Cookie", cookie));
            if (response.headers().containsKey("Set-Cookie")) {
                cookie = SettingWorld.cookie(response);
            }
            return response;
        }

        HttpResponse get(String below) {
            String[] parts = below.split("[?]", 2);
            return send(HttpRequest.of("GET", APP + "/settings" + parts[0]).query(parts.length == 2 ? parts[1] : null));
        }

        /** A page of the application that isn't one of its settings. */
        HttpResponse look(String below) {
            return send(HttpRequest.of("GET", APP + below));
        }

        HttpResponse post(String below, Map<String, String> fields) {
            Map<String, String> all = new LinkedHashMap<>(fields);
            all.put("guard", GUARD);
            String form = all.entrySet().stream()
                    .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                    .collect(Collectors.joining("&"));
            return send(HttpRequest.of("POST", APP + "/settings" + below)
                    .header("Origin", base.getScheme() + "://" + base.getRawAuthority())
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .body(form.getBytes(UTF_8)));
        }

        /** Opens a form, and sends it as browsers send one with files: a field's value is a text, or the bytes of a file. */
        HttpResponse upload(String below, Map<String, Object> fields) {
            Map<String, Object> all = new LinkedHashMap<>(open(below));
            all.put("guard", GUARD);
            all.putAll(fields);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            all.forEach((name, value) -> {
                boolean file = value instanceof byte[];
                String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                        + (file ? "; filename=\"a; \\\"b\\\".png\"\r\nContent-Type: image/png" : "") + "\r\n\r\n";
                body.writeBytes(head.getBytes(UTF_8));
                body.writeBytes(file ? (byte[]) value : value.toString().getBytes(UTF_8));
                body.writeBytes("\r\n".getBytes(UTF_8));
            });
            body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
            return multipart(below, body.toByteArray());
        }

        HttpResponse multipart(String below, byte[] body) {
            return send(HttpRequest.of("POST", APP + "/settings" + below)
                    .header("Origin", base.getScheme() + "://" + base.getRawAuthority())
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .body(body));
        }

        /** Opens a form, and gives back what it was drawn with. */
        Map<String, String> open(String below) {
            return hidden(text(get(below)));
        }

        Map<String, String> hidden(String page) {
            Map<String, String> form = new LinkedHashMap<>();
            Matcher found = HIDDEN.matcher(page);
            while (found.find()) {
                form.put(found.group(1), found.group(2));
            }
            return form;
        }

        /** Opens a form, and sends it with these fields and no others. */
        HttpResponse submit(String below, String... fields) {
            Map<String, String> form = open(below);
            for (int i = 0; i < fields.length; i += 2) {
                form.put(fields[i], fields[i + 1]);
            }
            if (form.containsKey("provider")) {
                form.put("drawn", form.get("provider"));
            }
            return post(below, form);
        }
    }

    static String text(HttpResponse response) {
        return new String(response.body(), UTF_8);
    }

    @Override
    public void close() {
        here.close();
        there.close();
        operators.close();
    }
}
