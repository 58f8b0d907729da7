package nl.duwtje.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.SmtpReply;

/** Nothing that a client says can forge a line of the log or hide in one. */
class MailLogTest {

    @Test
    void whatAClientSaysStaysOneValueOnOneLine() {
        Logger logger = (Logger) LoggerFactory.getLogger("mail");
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        try {
            Envelope envelope = Envelope.of(MailAddress.NULL, List.of(MailAddress.of("a@example.org")));
            new MailLog().notAccepted("why\r\n2026 INFO mail delivered", envelope, "<x\u2028\u001b[31m\u202e\" id=\"forged\0@example.org>",
                    new SmtpReply(451, "4.3.0", "later\r\n250 ok"));
        } finally {
            logger.detachAppender(seen);
        }
        assertThat(seen.list).singleElement().satisfies(event -> event.getKeyValuePairs().forEach(pair -> assertThat(pair.value.toString())
                .as(pair.key).doesNotContain("\r", "\n", "\u2028", "\u001b", "\u202e", "\"", "\0")));
    }
}
