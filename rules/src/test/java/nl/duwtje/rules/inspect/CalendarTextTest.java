package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.mail.MailAddress;

class CalendarTextTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nATTENDEE;CN=Jan:mailto:jan@example.org\r\nEND:VCALENDAR\r\n",
            "BEGIN:VCALENDAR\nmethod: request \nattendee:MAILTO:jan@example.org",
            "METHOD:REQ\r\n UEST\r\nATTENDEE;CN=\"De heer J. Jansen\";ROLE=REQ-PARTICIPANT:mai\r\n\tlto:jan@exam\r\n ple.org\r\n",
            "\r\n ATTEN\r\n DEE:mailto:jan@example.org\r\nMET\n\tHOD:REQUEST",
            "METHOD:REQUEST\r\nMETHOD:CANCEL\r\nATTENDEE:mailto:jan@example.org\r\nATTENDEE:mailto:jan@example.org\r\nATTENDEE:tel:010"})
    void namesMethodAndAttendeesHoweverTheLinesAreFolded(String text) {
        CalendarText calendar = CalendarText.of(text, "");
        assertThat(calendar.method()).isEqualTo("REQUEST");
        assertThat(calendar.attendees()).extracting(MailAddress::text).containsExactly("jan@example.org");
    }

    @Test
    void aLineOfAnotherNameIsNoAttendee() {
        String text = "ORGANIZER:mailto:els@example.org\r\n ATTENDEE:mailto:jan@example.org\r\nX-ATTENDEE:mailto:kim@example.org\r\n";
        CalendarText calendar = CalendarText.of(text, "publish");
        assertThat(calendar.method()).isEqualTo("PUBLISH");
        assertThat(calendar.attendees()).isEmpty();
    }
}
