package nl.duwtje.gateway.observe;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.slf4j.event.KeyValuePair;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Writes log lines as {@value #PATTERN} says, in UTF-8. Every message writes one, so those without an exception, which are nearly all, do not go
 * through the pattern's many strings. Safe for all threads.
 */
public final class LineEncoder extends PatternLayoutEncoder {

    static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %msg %kvp{DOUBLE}%n";

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("XXX");
    /** A line that needed more is not kept in memory. */
    private static final int ORDINARY = 8 * 1024;

    private StringBuilder line = new StringBuilder(512);
    private long second = Long.MIN_VALUE;
    private String beforeMillis = "";
    private String behindMillis = "";

    public LineEncoder() {
        setPattern(PATTERN);
        setCharset(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return event.getThrowableProxy() != null ? super.encode(event) : plain(event);
    }

    private synchronized byte[] plain(ILoggingEvent event) {
        line.setLength(0);
        time(event.getTimeStamp());
        String level = event.getLevel().toString();
        line.append(' ').append(level).repeat(' ', Math.max(0, 5 - level.length())).append(' ');
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(' ').append(event.getFormattedMessage()).append(' ');
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        for (int i = 0; pairs != null && i < pairs.size(); i++) {
            line.append(i == 0 ? "" : " ").append(pairs.get(i).key).append("=\"").append(pairs.get(i).value).append('"');
        }
        byte[] bytes = utf8(line.append(System.lineSeparator()));
        if (line.capacity() > ORDINARY) {
            line = new StringBuilder(512);
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

    private void time(long epochMillis) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            var zoned = Instant.ofEpochSecond(now).atZone(ZoneId.systemDefault());
            beforeMillis = SECOND.format(zoned) + '.';
            behindMillis = OFFSET.format(zoned);
            second = now;
        }
        int millis = (int) Math.floorMod(epochMillis, 1000L);
        line.append(beforeMillis).append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10)).append(behindMillis);
    }
}
