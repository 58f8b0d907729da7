package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is ordinary stays ordinary: an employee who is warned for nothing stops reading warnings. */
class OrdinaryMailTest {

    static Stream<Arguments> mails() {
        return OrdinaryMail.all().entrySet().stream().map(mail -> Arguments.of(mail.getKey(), mail.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isNotAmbiguousAndReadToItsEnd(String name, byte[] message) {
        Facts facts = EvasionTest.facts(message);
        assertThat(facts.message().ambiguity()).isEmpty();
        assertThat(facts.attachments().stream().filter(Attachment::isNotInspectable)).as(name).isEmpty();
        assertThat(facts.personalData().stream().filter(nl.duwtje.rules.PolicySettings.defaults().limits()::reachedBy)).as(name).isEmpty();
    }

    @Test
    void thereAreEnough() {
        assertThat(OrdinaryMail.all()).hasSizeGreaterThanOrEqualTo(60);
    }
}
