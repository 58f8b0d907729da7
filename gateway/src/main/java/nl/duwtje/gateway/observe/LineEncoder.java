package nl.duwtje.gateway.observe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.slf4j.event.KeyValuePair;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import nl.duwtje.rules.mail.Spare;

/**
 * Writes log lines as {@value #PATTERN} says, in UTF-8. Every message writes one, so those without an exception, which are nearly all, do not go
 * through the pattern's many strings. Safe for all threads, without locks.
 */
public final class LineEncoder extends PatternLayoutEncoder {

    static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg %kvp{DOUBLE}%n";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
    /** A line that needed more is not kept in memory. */
    private static final int ORDINARY = 8 * 1024;

    private final Spare<StringBuilder> lines = new Spare<>(() -> new StringBuilder(512));
    private volatile Second last = Second.of(0);

    /** What stands before and behind the milliseconds of a time. */
    private record Second(long number, String before, String behind) {

        static Second of(long number) {
            var zoned = Instant.ofEpochSecond(number).atZone(ZoneId.systemDefault());
            return new Second(number, SECOND.format(zoned) + '.', OFFSET.format(zoned));
        }
    }

    public LineEncoder() {
        setPattern(PATTERN);
        setCharset(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return event.getThrowableProxy() != null ? super.encode(event) : plain(event);
    }

    private byte[] plain(ILoggingEvent event) {
        StringBuilder line = lines.take();
        line.setLength(0);
        time(event.getTimeStamp(), line);
        String level = event.getLevel().toString();
        line.append(' ').append(level).repeat(' ', Math.max(0, 5 - level.length())).append(' ');
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ').append(event.getFormattedMessage()).append(' ');
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (int i = 0; pairs != null && i < pairs.size(); i++) {
            line.append(i == 0 ? "" : " ").append(pairs.get(i).key).append("=\"").append(pairs.get(i).value).append('"');
        }
        byte[] bytes = utf8(line.append(System.lineSeparator()));
        if (line.capacity() <= ORDINARY) {
            lines.give(line);
        }
        return bytes;
    }

    private static byte[] utf8(StringBuilder text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return text.toString().getBytes(StandardCharsets.UTF_8);
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    private void time(long epochMillis, StringBuilder line) {
        long now = Math.floorDiv(epochMillis, 1000L);
        Second second = last;
        if (now != second.number) {
            second = Second.of(now);
            last = second;
        }
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        line.append(second.before).append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10)).append(second.behind);
    }
}
