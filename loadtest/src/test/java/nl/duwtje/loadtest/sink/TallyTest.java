package nl.duwtje.loadtest.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void aMessageThatComesTwiceIsADuplicateAndANoticeIsNeither() {
        Tally tally = new Tally();

        tally.taken(OptionalInt.of(3), 10);
        tally.taken(OptionalInt.of(4), 10);
        tally.taken(OptionalInt.of(3), 10);
        tally.taken(OptionalInt.empty(), 10);
        tally.failed();

        Arrivals all = tally.arrivals();
        assertThat(all.messages()).isEqualTo(4);
        assertThat(all.distinct()).isEqualTo(2);
        assertThat(all.duplicates()).isEqualTo(1);
        assertThat(all.others()).isEqualTo(1);
        assertThat(all.bytes()).isEqualTo(40);
        assertThat(all.failed()).isEqualTo(1);
    }

    @Test
    void findsOurNumberBehindTraceHeadersButNotInTheBody() {
        assertThat(number("Message-ID: <lt-000000042@loadtest.test>\r\nTo: x\r\n")).hasValue(42);
        assertThat(number("Received: from a\r\n\tby b\r\nDuwtje-Seen: x y\r\nMessage-ID: <lt-000000007@loadtest.test>\r\n")).hasValue(7);
        assertThat(number("Message-ID: <other@x>\r\n\r\nMessage-ID: <lt-000000007@loadtest.test>\r\n")).isEmpty();
        assertThat(number("Message-ID: <lt-0000")).isEmpty();
    }

    private static OptionalInt number(String text) {
        return Tally.number(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }
}
