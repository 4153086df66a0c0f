package io.mfaengine.examples.demo;

import com.google.common.html.HtmlEscapers;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the shop looks like. */
final class ShopPages {
    /** Forms lead to the pages of the engine, which are on the same server. */
    static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';" + " frame-ancestors 'none'";

    static final String STYLE = """
            :root{color-scheme:light dark;--page:#f2f4f0;--sheet:#fff;--ink:#15211f;--soft:#4a5957;--line:#d3dad5;--edge:#76837f;--brand:#1c4f8f;--on:#fff;--link:#1c4f8f}
            @media (prefers-color-scheme:dark){:root{--page:#0d1114;--sheet:#161c22;--ink:#e8ecef;--soft:#a7b1ba;--line:#2c353d;--edge:#74808a;--brand:#8fbdf2;--on:#06203d;--link:#9cc4f3}}
            *{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif}
            header,main,footer{max-width:60rem;margin:auto;padding:16px 20px}header{display:flex;flex-wrap:wrap;gap:8px 20px;align-items:center}
            header b{margin-inline-end:auto;font-size:1.125rem}a{color:var(--link)}h1{font-size:1.5rem;line-height:1.25;margin:0 0 8px}h2{font-size:1.125rem;margin:0 0 4px}
            p{margin:0 0 12px}.soft{color:var(--soft)}.cards{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));margin-block:20px}
            .card{background:var(--sheet);border:1px solid var(--line);border-radius:14px;padding:20px;display:grid;gap:8px;align-content:start}
            form{display:grid;gap:10px}header form{display:block}label{font-weight:600;display:grid;gap:4px}
            input{font:inherit;font-weight:400;color:inherit;background:var(--sheet);border:1px solid var(--edge);border-radius:10px;min-height:44px;padding:6px 12px;width:100%}
            button{font:inherit;font-weight:600;min-height:44px;padding:8px 18px;border-radius:10px;border:0;background:var(--brand);color:var(--on);cursor:pointer}
            button.plain{background:none;color:var(--link);padding:8px 0;text-decoration:underline}
            :focus-visible{outline:3px solid #1d4fd7;outline-offset:2px}ol.mail{list-style:none;padding:0;display:grid;gap:16px}
            pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;margin:0}.tag{font-size:.8125rem;font-weight:600;border:1px solid var(--edge);border-radius:99px;padding:1px 9px;justify-self:start}
            """;

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    /** Where everything begins, and what to do next. */
    String start(@Nullable String user, boolean enrolled) {
        if (user == null) {
            return page(null, "Sign in", """
                    <h1>Sign in as anybody</h1>
                    <p class=soft>This shop shows what the MFA Engine does. There are no passwords: it takes your word for who
                    you are. What is sent to you waits in the <a href="/outbox">outbox</a>.</p>
                    <div class=cards><section class=card><form method=post action="/sign-in">
                    <label>User<input name=user value=jane autocomplete=username required maxlength=64></label>
                    <button>Sign in</button></form></section>
                    <section class=card><h2>What to try</h2><p class=soft>1. Sign in as jane, who has no second step yet.<br>
                    2. Send money: you are asked to set one up.<br>3. Send more: now you confirm it.<br>
                    4. Sign out and in again: the sign-in asks too.<br>5. Look after your second steps.</p></section></div>
                    """);
        }
        String next = enrolled
                ? "You have a second step. Sending money asks for it."
                : "You have no second step yet. Send money, and you are asked to set one up.";
        return page(user, "Shop", "<h1>Hello " + text(user) + "</h1><p class=soft>" + next + "</p>" + """
                        <div class=cards>
                        <section class=card><h2>Send money</h2><form method=post action="/send">
                        <label>To<input name=payee value="Baker &amp; Sons" required maxlength=70 autocomplete=off></label>
                        <label>Amount in €<input name=amount value="250.00" required inputmode=decimal autocomplete=off></label>
                        <button>Send</button></form></section>
                        <section class=card><h2>Your second steps</h2>
                        <p class=soft>Add one, change which is asked for first, make new recovery codes.</p>
                        <form method=post action="/settings"><button>Look after them</button></form></section>
                        <section class=card><h2>Outbox</h2>
                        <p class=soft>Texts and e-mails that were sent. A real application has a provider do it.</p>
                        <p><a href="/outbox" target=outbox>Open the outbox</a></p></section>
                        </div>
                        """);
    }

    /** What was sent. */
    String outbox(@Nullable String user, List<Outbox.Message> messages) {
        StringBuilder html = new StringBuilder("<h1>Outbox</h1>");
        html.append(
                messages.isEmpty()
                        ? "<p class=soft>Nothing was sent yet. Choose text message or e-mail as your second step.</p>"
                        : "<p class=soft>The newest first. Reload the page for more.</p>");
        html.append("<ol class=mail>");
        for (Outbox.Message message : messages) {
            html.append("<li class=card><span class=tag>")
                    .append(text(message.to()))
                    .append("</span><h2>")
                    .append(text(message.subject()))
                    .append("</h2><pre>")
                    .append(linked(message.text()))
                    .append("</pre><span class=soft>")
                    .append(TIME.format(message.at()))
                    .append("</span></li>");
        }
        return page(user, "Outbox", html.append("</ol>").toString());
    }

    /** What came of it. */
    String said(@Nullable String user, String what, @Nullable String more) {
        return page(
                user,
                what,
                "<h1>" + text(what) + "</h1>" + (more == null ? "" : "<p class=soft>" + text(more) + "</p>")
                        + "<p><a href=\"/\">Go on</a></p>");
    }

    private static String page(@Nullable String user, String title, String body) {
        String out = user == null
                ? ""
                : "<form method=post action=\"/sign-out\"><button class=plain>Sign out</button></form>";
        return "<!doctype html><html lang=en><head><meta charset=utf-8><title>" + text(title)
                + " · Corner Shop</title><meta name=viewport content=\"width=device-width, initial-scale=1\">"
                + "<link rel=stylesheet href=\"/shop.css\"></head><body><header><b>Corner Shop</b><a href=\"/\">Home</a>"
                + "<a href=\"/outbox\">Outbox</a>" + out + "</header><main>" + body + "</main></body></html>";
    }

    private static String linked(String message) {
        Matcher found = LINK.matcher(message);
        StringBuilder html = new StringBuilder();
        int from = 0;
        while (found.find()) {
            String link = text(found.group());
            html.append(text(message.substring(from, found.start())));
            html.append("<a target=_blank rel=noreferrer href=\"")
                    .append(link)
                    .append("\">")
                    .append(link)
                    .append("</a>");
            from = found.end();
        }
        return html.append(text(message.substring(from))).toString();
    }

    private static String text(String any) {
        return HtmlEscapers.htmlEscaper().escape(any);
    }
}
