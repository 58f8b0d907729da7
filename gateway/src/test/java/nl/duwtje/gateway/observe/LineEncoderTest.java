package nl.duwtje.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;

class LineEncoderTest {

    private final LoggerContext context = new LoggerContext();
    private final LineEncoder encoder = started(new LineEncoder());
    private final PatternLayoutEncoder pattern = started(new PatternLayoutEncoder());

    private <E extends PatternLayoutEncoder> E started(E made) {
        made.setContext(context);
        made.setPattern(LineEncoder.PATTERN);
        made.setCharset(StandardCharsets.UTF_8);
        made.start();
        return made;
    }

    private LoggingEvent event(String logger, Level level, String message, Throwable failure, Object... arguments) {
        return new LoggingEvent("", context.getLogger(logger), level, message, failure, arguments);
    }

    private void isAsThePatternSays(LoggingEvent event) {
        assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
                .isEqualTo(new String(pattern.encode(event), StandardCharsets.UTF_8));
    }

    @Test
    void aMailsLine() {
        LoggingEvent event = event("mail", Level.INFO, "delivered", null);
        event.setKeyValuePairs(
                List.of(new KeyValuePair("id", "<1@example.org>"), new KeyValuePair("size", 10_240L), new KeyValuePair("to", null)));
        assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
                .endsWith(" INFO  mail delivered id=\"<1@example.org>\" size=\"10240\" to=\"null\"" + System.lineSeparator());
        isAsThePatternSays(event);
    }

    @Test
    void whateverElseIsLogged() {
        isAsThePatternSays(event("nl.duwtje.gateway.Mailflow", Level.ERROR, "message {} failed {} times", null, "é\u20ac", 3));
        isAsThePatternSays(event("a.", Level.WARN, "", null));
        isAsThePatternSays(event("mail", Level.INFO, "x".repeat(20_000), null));
        isAsThePatternSays(event("mail", Level.DEBUG, "short again", null));
        isAsThePatternSays(event("nl.duwtje.gateway.Mailflow", Level.ERROR, "failed",
                new IllegalStateException("on purpose", new RuntimeException("deep"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T10:59:59.999Z", "2026-11-22T11:00:00Z", "2026-11-22T11:00:00.010Z", "2026-11-22T11:00:00.1Z",
            "2026-07-01T00:00:00Z",
            "1969-12-31T23:59:59.001Z"})
    void times(String at) {
        LoggingEvent event = event("mail", Level.INFO, "x", null);
        event.setInstant(Instant.parse(at));
        isAsThePatternSays(event);
    }
}
