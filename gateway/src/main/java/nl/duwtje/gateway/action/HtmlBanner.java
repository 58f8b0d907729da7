package nl.duwtje.gateway.action;

import java.util.Locale;

/** Banners in HTML: where they go, how they survive every charset, and whether one is there already. */
final class HtmlBanner {

    private HtmlBanner() {}

    static String fromText(String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
        return "<p>" + escaped.replace("\r\n", "<br>\r\n") + "</p>";
    }

    /** Character references for all that is not ASCII: right in every charset that has ASCII in it. */
    static String ascii(String html) {
        StringBuilder out = new StringBuilder(html.length() + 16);
        html.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n").codePoints().forEach(c -> {
            if (c < 128) {
                out.append((char) c);
            } else {
                out.append("&#").append(c).append(';');
            }
        });
        return out.toString();
    }

    /** Behind the body tag; without one behind the html tag or the doctype; else at the start. */
    static int place(String page) {
        String lower = withoutComments(page.toLowerCase(Locale.ROOT));
        if (lower.length() != page.length()) {
            return 0;
        }
        int body = behind(lower, "<body");
        if (body > 0) {
            return body;
        }
        int head = lower.indexOf("</head>");
        if (head >= 0) {
            return head + 7;
        }
        int top = behind(lower, "<html");
        return top > 0 ? top : Math.max(0, behind(lower, "<!doctype"));
    }

    /** Comments as blanks: newsletters hide a second body tag for one mail program in them. */
    private static String withoutComments(String page) {
        StringBuilder out = new StringBuilder(page);
        for (int from = page.indexOf("<!--"); from >= 0;) {
            int end = page.indexOf("-->", from + 2);
            if (end < 0) {
                break;
            }
            for (int i = from; i < end + 3; i++) {
                out.setCharAt(i, ' ');
            }
            from = page.indexOf("<!--", end + 3);
        }
        return out.toString();
    }

    /** Behind the tag that begins so; a > within a quoted attribute does not end it. -1 when there is none. */
    private static int behind(String lower, String tag) {
        int start = lower.indexOf(tag);
        while (start >= 0 && start + tag.length() < lower.length() && Character.isLetterOrDigit(lower.charAt(start + tag.length()))) {
            start = lower.indexOf(tag, start + 1);
        }
        char quote = 0;
        for (int i = start; start >= 0 && i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the banner's words stand in the text in this order, whatever quoting, wrapping and markup mail programs put around them. */
    static boolean contains(String text, String banner) {
        String words = letters(banner);
        return words.isEmpty() ? text.contains(banner) : letters(text).contains(words);
    }

    /** ASCII letters and digits outside tags and character references. */
    private static String letters(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int skip = 0;
            if (c == '<' && i + 1 < text.length()
                    && (text.charAt(i + 1) == '/' || text.charAt(i + 1) == '!' || Character.isLetter(text.charAt(i + 1)))) {
                skip = text.indexOf('>', i) - i;
            } else if (c == '&') {
                int semicolon = text.indexOf(';', i);
                skip = semicolon > 0 && semicolon - i <= 10 ? semicolon - i : 0;
            } else if (c < 128 && Character.isLetterOrDigit(c)) {
                out.append(Character.toLowerCase(c));
            }
            i += Math.max(0, skip) + 1;
        }
        return out.toString();
    }
}
