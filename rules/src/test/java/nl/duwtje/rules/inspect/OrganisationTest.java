package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.mail.MailAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is outside, however the address is written: a domain is compared as DNS does, never as text. */
class OrganisationTest {

    private final Organisation organisation = new Organisation(List.of("example.org", ".dienst.example.org", "gemeente-é.test"),
            List.of("partner.test", ".partner.test"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            anna@example.org              | INSIDE
            anna@EXAMPLE.ORG              | INSIDE
            anna@example.org.             | INSIDE
            anna@example。org             | INSIDE
            anna@ｅxample.org             | INSIDE
            anna@xn--gemeente--j4a.test   | INSIDE
            anna@GEMEENTE-É.test          | INSIDE
            anna@a.dienst.example.org     | INSIDE
            anna@b.a.dienst.example.org   | INSIDE
            "bob@elders.test"@example.org | INSIDE
            anna@dienst.example.org       | OUTSIDER
            anna@a.example.org            | OUTSIDER
            anna@badexample.org           | OUTSIDER
            anna@example.org.elders.test  | OUTSIDER
            "anna@example.org"@elders.test| OUTSIDER
            anna@еxample.org              | OUTSIDER
            anna@example.orɡ              | OUTSIDER
            anna@[192.0.2.1]              | OUTSIDER
            anna@partner.test             | PARTNER
            anna@a.partner.test           | PARTNER
            anna@apartner.test            | OUTSIDER
            """)
    void party(String address, Party party) {
        assertThat(organisation.party(MailAddress.of(address))).isEqualTo(party);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.test,c@d.test", "a@b.test c@d.test", "group:a@b.test;", "Bob <bob@b.test>", "bob(x)@b.test", "a@b@c.test",
            "a@b..test", "@b.test", "a@", "a", "a\r\n@b.test", "a@b.test\r\nRCPT TO:<c@d.test>", "a\0@b.test", "=?utf-8?q?a?=@b.test ",
            "a@=?utf-8?q?b?=.test"})
    void whatIsNotExactlyOneMailboxIsNone(String text) {
        assertThatThrownBy(() -> MailAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStarIsNoDomain() {
        assertThatThrownBy(() -> new Organisation(List.of("*.example.org"), List.of()))
                .hasMessageContaining("write example.org or .example.org");
    }
}
