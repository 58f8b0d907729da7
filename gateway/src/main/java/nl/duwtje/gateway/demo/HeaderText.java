package nl.duwtje.gateway.demo;

import java.io.UnsupportedEncodingException;

import jakarta.mail.internet.MimeUtility;

/** Header values as people read them. */
final class HeaderText {

    private HeaderText() {}

    static String decoded(String header) {
        try {
            return MimeUtility.decodeText(header);
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }

    static String shortened(String text) {
        return text.length() <= 90 ? text : text.substring(0, 87) + "...";
    }
}
