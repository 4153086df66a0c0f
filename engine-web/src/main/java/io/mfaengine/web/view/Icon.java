package io.mfaengine.web.view;

import java.util.Map;

/** Inline drawings on a grid of 24, in strokes, beside words and never instead of them. */
public enum Icon {
    APP("<rect x='6.5' y='2.75' width='11' height='18.5' rx='2.5'/><path d='m9.5 12.2 1.8 1.8 3.2-3.6'/>"),
    TEXT("<path d='M4 5h16v11H9.5L5.5 19.5V16H4z'/><path d='M8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01'/>"),
    MAIL("<rect x='3' y='5' width='18' height='14' rx='2.5'/><path d='m3.8 7 8.2 6 8.2-6'/>"),
    LINK("<path d='M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.300l-1 1'/>"
            + "<path d='M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1'/>"),
    PAPER("<path d='M6 3h8l4 4v14H6z'/><path d='M14 3v4h4M9 12h6M9 16h6'/>"),
    KEY("<circle cx='8' cy='15' r='4'/><path d='m11 12 8-8M16 7l3 3M14 9l2 2'/>"),
    LOCK(
            "<rect x='5' y='10.5' width='14' height='9.5' rx='2.5'/><path d='M8 10.500V8a4 4 0 0 1 8 0v2.500M12 14.500v2'/>"),
    CLOCK("<circle cx='12' cy='12' r='9'/><path d='M12 7v5l3 2'/>"),
    ALERT("<path d='M12 3.5 21.5 20h-19z'/><path d='M12 10v4.500M12 17.200h.01'/>"),
    DONE("<circle cx='12' cy='12' r='9'/><path d='m8 12.3 2.7 2.7 5.3-5.7'/>"),
    INFO("<circle cx='12' cy='12' r='9'/><path d='M12 11v5M12 7.800h.01'/>"),
    NEXT("<path d='m9 5 7 7-7 7'/>"),
    DOWN("<path d='m5 9 7 7 7-7'/>"),
    PHONE("<path d='M9 3H7a3 3 0 0 0-3 3 15 15 0 0 0 14 15 3 3 0 0 0 3-3v-2l-5-2-2 2a12 12 0 0 1-5-5l2-2z'/>");

    private static final Map<String, Icon> BY_TYPE = Map.of(
            "AUTHENTICATOR_APP", APP,
            "SMS", TEXT,
            "WHATSAPP", PHONE,
            "EMAIL_OTP", MAIL,
            "EMAIL_MAGIC_LINK", LINK,
            "RECOVERY_CODE", PAPER);

    private final String drawing;

    Icon(String drawing) {
        this.drawing = drawing.replace('\'', '"');
    }

    /** The icon of a type; a key for one that has none. */
    public static Icon of(String type) {
        return BY_TYPE.getOrDefault(type, KEY);
    }

    public String drawing() {
        return drawing;
    }
}
