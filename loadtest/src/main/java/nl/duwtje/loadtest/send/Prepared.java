package nl.duwtje.loadtest.send;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.mail.Sample;

/**
 * A message as the bytes that go over the wire, made once: only its Message-ID differs each time it is sent.
 *
 * @param commands MAIL, every RCPT, and DATA or BDAT, in one pipelined group (RFC 2920)
 * @param body     what follows the Message-ID: dots stuffed and ended for DATA, as it is for BDAT
 * @param replies  to the group: with BDAT including the last one
 * @param bdat     whether the body belongs to the group
 */
public record Prepared(byte[] commands, byte[] body, int replies, boolean bdat) {

    private static final String MESSAGE_ID = "Message-ID: <lt-%09d@loadtest.test>\r\n";
    /** Bytes of {@link #messageId}, always. */
    static final int MESSAGE_ID_LENGTH = MESSAGE_ID.formatted(0).length();

    private static final String FROM_ANYBODY = "MAIL FROM:<" + Corpus.ANYBODY;

    public static Prepared of(Sample sample, boolean bdat) {
        int size = MESSAGE_ID_LENGTH + sample.content().length;
        StringBuilder group = new StringBuilder("MAIL FROM:<").append(sample.sender()).append("> SIZE=").append(size).append("\r\n");
        for (String recipient : sample.recipients()) {
            group.append("RCPT TO:<").append(recipient).append(">\r\n");
        }
        group.append(bdat ? "BDAT " + size + " LAST\r\n" : "DATA\r\n");
        return new Prepared(group.toString().getBytes(StandardCharsets.US_ASCII), bdat ? sample.content() : stuffed(sample.content()),
                sample.recipients().size() + 2, bdat);
    }

    public static List<Prepared> of(List<Sample> samples, boolean bdat) {
        return samples.stream().map(sample -> of(sample, bdat)).toList();
    }

    /** The group as message {@code number} sends it; 0 to 999,999,999. */
    byte[] commands(int number) {
        if (!new String(commands, 0, Math.min(FROM_ANYBODY.length(), commands.length), StandardCharsets.US_ASCII).equals(FROM_ANYBODY)) {
            return commands;
        }
        byte[] own = commands.clone();
        number(own, FROM_ANYBODY.length(), number);
        return own;
    }

    /** Nine digits that end before {@code end}. */
    private static void number(byte[] line, int end, int number) {
        int rest = number;
        for (int at = end - 1; at >= end - 9; at--) {
            line[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** The header line that makes message {@code number} one of its own; 0 to 999,999,999. */
    static byte[] messageId(int number) {
        byte[] line = MESSAGE_ID.formatted(0).getBytes(StandardCharsets.US_ASCII);
        number(line, 16 + 9, number);
        return line;
    }

    /** RFC 5321 section 4.5.2. The content begins in the middle of a header section, so never with a dot of its own. */
    static byte[] stuffed(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 64);
        boolean lineStart = true;
        int run = 0;
        for (int i = 0; i < content.length; i++) {
            if (lineStart && content[i] == '.') {
                out.write(content, run, i - run);
                out.write('.');
                run = i;
            }
            lineStart = content[i] == '\n';
        }
        out.write(content, run, content.length - run);
        if (!lineStart) {
            out.write('\r');
            out.write('\n');
        }
        byte[] end = {'.', '\r', '\n'};
        out.write(end, 0, end.length);
        return out.toByteArray();
    }
}
