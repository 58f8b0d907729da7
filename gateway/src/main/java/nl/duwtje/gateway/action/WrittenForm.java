package nl.duwtje.gateway.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/** A MimeMessage as bytes that SMTP can carry: every line ends in CRLF. */
final class WrittenForm {

    private WrittenForm() {}

    static byte[] of(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        byte[] bytes = out.toByteArray();
        ByteArrayOutputStream crlf = null;
        for (int i = 0; i < bytes.length; i++) {
            boolean bareLf = bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r');
            boolean bareCr = bytes[i] == '\r' && (i + 1 == bytes.length || bytes[i + 1] != '\n');
            if ((bareLf || bareCr) && crlf == null) {
                crlf = new ByteArrayOutputStream(bytes.length + 1024);
                crlf.write(bytes, 0, i);
            }
            if (crlf != null) {
                if (bareLf) {
                    crlf.write('\r');
                }
                crlf.write(bytes[i]);
                if (bareCr) {
                    crlf.write('\n');
                }
            }
        }
        return crlf == null ? bytes : crlf.toByteArray();
    }
}
