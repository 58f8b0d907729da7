package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;

class UnreadableTest {

    private static final Organisation ORGANISATION = new Organisation(List.of("example.org"), List.of());

    @Test
    void isHeldForAnOutsiderAndPassesInside() {
        Policy policy = Policy.shipped();
        assertThat(decide(policy, "a@wijk1.test")).isInstanceOf(Decision.Hold.class);
        assertThat(decide(policy, "piet@example.org")).isInstanceOf(Decision.Deliver.class);
    }

    private static Decision decide(Policy policy, String to) {
        Envelope envelope = Envelope.of(MailAddress.of("sanne@example.org"), List.of(MailAddress.of(to)));
        return policy.decide(envelope, Unreadable.of(envelope, ORGANISATION, 100, "<x@example.org>"), PolicySettings.defaults());
    }
}
