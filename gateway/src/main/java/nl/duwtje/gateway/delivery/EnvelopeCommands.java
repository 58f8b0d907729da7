package nl.duwtje.gateway.delivery;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.ForwardPath;

/**
 * The MAIL and RCPT lines of an envelope for a server that offers certain extensions. The bytes are checked once more where they are made:
 * no control character and no broken surrogate leaves, whatever is in the records (CVE-2025-7962).
 */
final class EnvelopeCommands {

    private EnvelopeCommands() {}

    /** "MAIL FROM:&lt;a@example.org&gt; SIZE=5 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=x", with CRLF. */
    static byte[] mail(Envelope envelope, long size, Extensions offered) {
        StringBuilder line = new StringBuilder(96).append("MAIL FROM:<").append(envelope.reversePath().text()).append('>');
        if (offered.size() >= 0) {
            line.append(" SIZE=").append(size);
        }
        if (offered.eightBitMime()) {
            parameter(line, "BODY", envelope.body());
        }
        if (offered.smtpUtf8() && envelope.needsSmtpUtf8()) {
            line.append(" SMTPUTF8");
        }
        if (offered.dsn()) {
            parameter(line, "RET", envelope.ret());
            parameter(line, "ENVID", envelope.envid());
        }
        return bytes(line);
    }

    /** "RCPT TO:&lt;b@example.org&gt; NOTIFY=NEVER ORCPT=rfc822;b@example.org", with CRLF. */
    static byte[] rcpt(ForwardPath recipient, Extensions offered) {
        StringBuilder line = new StringBuilder(64).append("RCPT TO:<").append(recipient.address().text()).append('>');
        if (offered.dsn()) {
            parameter(line, "NOTIFY", recipient.notifyOn());
            parameter(line, "ORCPT", recipient.orcpt());
        }
        return bytes(line);
    }

    /** Left out when empty, or when it holds a character that no parameter may have (RFC 5321 esmtp-value). */
    private static void parameter(StringBuilder line, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c == 127 || c == '=') {
                return;
            }
        }
        line.append(' ').append(name).append('=').append(value);
    }

    private static byte[] bytes(StringBuilder line) {
        boolean ascii = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            ascii &= c < 128;
            if (c < ' ' || c == 127) {
                throw new IllegalArgumentException("a control character in an envelope");
            }
        }
        line.append("\r\n");
        if (ascii) {
            byte[] bytes = new byte[line.length()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) line.charAt(i);
            }
            return bytes;
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(line));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half a surrogate pair in an envelope", e);
        }
    }
}
