package io.mfaengine.delivery;

import com.google.common.html.HtmlEscapers;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The HTML part of an e-mail, from its plain text: the same words in the same order, the code large, the link a button. Light
 * or dark as the reader has it, as wide as a phone, with nothing to load.
 */
final class Letter {
    private static final String HEAD = """
            <!doctype html>
            <html lang="%s" dir="ltr">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{application}</title>
            <style>
            :root { color-scheme: light dark; }
            body { margin: 0; padding: 24px 16px; background: #f4f5f7; color: #1a1d21; }
            main { display: block; max-width: 480px; margin: 0 auto; padding: 24px; border-radius: 8px; background: #ffffff;
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
            p { margin: 0 0 16px; }
            p:last-child { margin-bottom: 0; }
            .code { font: 600 32px/1.25 ui-monospace, Menlo, Consolas, monospace; letter-spacing: 4px; }
            .button { display: inline-block; padding: 12px 24px; border-radius: 6px; background: #1a4fd6; color: #ffffff;
              font-weight: 600; text-decoration: none; }
            .link { font-size: 13px; word-break: break-all; }
            @media (prefers-color-scheme: dark) {
              body { background: #101215 !important; color: #e8eaed !important; }
              main { background: #1c1f24 !important; color: #e8eaed !important; }
              .button { background: #8ab0ff !important; color: #0b1530 !important; }
              .link a { color: #a9c4ff !important; }
            }
            </style>
            </head>
            <body>
            <main>
            """;

    private Letter() {}

    /** What a template of an e-mail says, as HTML with the same placeholders; {@code button} is what a link's button says. */
    static String html(String language, String text, String button) {
        return Arrays.stream(text.strip().split("\n\\s*\n"))
                .map(paragraph -> paragraph(paragraph.strip(), button))
                .collect(Collectors.joining("", HEAD.formatted(language), "</main>\n</body>\n</html>\n"));
    }

    private static String paragraph(String text, String button) {
        return switch (text) {
            case "{code}" -> "<p class=\"code\">{code}</p>\n";
            case "{link}" ->
                "<p><a class=\"button\" href=\"{link}\">" + escaped(button) + "</a></p>\n"
                        + "<p class=\"link\"><a href=\"{link}\">{link}</a></p>\n";
            default -> "<p>" + escaped(text).replace("\n", "<br>\n") + "</p>\n";
        };
    }

    private static String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }
}
