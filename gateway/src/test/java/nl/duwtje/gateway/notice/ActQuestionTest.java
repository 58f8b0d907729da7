package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.testkit.HoldSample;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;

/** The act that "send as it is" asks for, and which choices fit. */
class ActQuestionTest {

    private static final Nudge HIDE = Nudge.propose("REC-010", Nudge.HIDE_RECIPIENTS).because("visible-outsiders", 6);
    private static final Nudge LIST = Nudge.propose("PD-010", Nudge.WITHOUT_ATTACHMENT).because("personal-data-attachment", "BSN", 12,
            "lijst.xlsx, sheet 2");

    private static List<String> people(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "p" + i + "@wijk.test").toList();
    }

    @Test
    void manyWhoSeeEachOtherAreCounted() {
        for (int count = 2; count < 40; count++) {
            ActQuestion question = ActQuestion.of(HoldSample.of("x").because(HIDE).to(people(count)).hold()).orElseThrow();
            assertThat(question.key()).isEqualTo("visible");
            assertThat(question.options()).hasSize(4).doesNotHaveDuplicates().contains(String.valueOf(count));
            assertThat(question.options()).allMatch(option -> Integer.parseInt(option) > 0);
            assertThat(question.options()).filteredOn(question::isRight).containsExactly(String.valueOf(count));
        }
    }

    @Test
    void oneOrganisationIsNamedAmongNamesThatLookLikeIt() {
        for (String domain : List.of("vervoerder.test", "bureau.nl", "x.co.uk", "municipality.example.org")) {
            ActQuestion question = ActQuestion.of(HoldSample.of("x").because(LIST).to(List.of("a@" + domain, "b@" + domain)).hold())
                    .orElseThrow();
            assertThat(question.key()).isEqualTo("domain");
            assertThat(question.right()).isEqualTo(domain);
            assertThat(question.options()).hasSize(4).doesNotHaveDuplicates().contains(domain);
        }
        ActQuestion many = ActQuestion.of(HoldSample.of("x").because(LIST).to(List.of("a@a.test", "b@b.test", "c@b.test")).hold())
                .orElseThrow();
        assertThat(many.key()).isEqualTo("outside");
        assertThat(many.right()).isEqualTo("3");
        assertThat(many.isRight("")).isFalse();
    }

    @Test
    void onlyWhatFitsIsOffered() {
        Hold two = HoldSample.of("x").because(LIST, HIDE).hold();
        assertThat(Offered.of(files(two, "lijst.xlsx", "plan.pdf"), true)).containsExactly(Choice.CANCEL, Choice.SEND_WITHOUT_ATTACHMENT,
                Choice.SEND_HIDDEN, Choice.SEND_INSIDE_ONLY, Choice.ASK_AMBASSADOR, Choice.SEND);
        assertThat(Offered.attachments(files(two, "lijst.xlsx", "plan.pdf"))).containsExactly("lijst.xlsx");
        assertThat(Offered.attachments(files(two, "lijst.xls", ""))).as("a file that is not named cannot be left out").isEmpty();
        Hold expired = HoldSample.of("x").because(HIDE).with(HoldState.EXPIRED, Hold.Answer.NONE).hold();
        assertThat(Offered.of(expired, true)).containsExactly(Choice.SEND_HIDDEN, Choice.SEND);
        assertThat(Offered.of(HoldSample.of("x").with(HoldState.RELEASED, Hold.Answer.NONE).hold(), true)).isEmpty();
    }

    private static Hold files(Hold hold, String... names) {
        List<Attachment> files = java.util.Arrays.stream(names)
                .map(name -> new Attachment(name, "application/x", "xlsx", 1, false, false, true, "")).toList();
        Facts facts = new Facts(hold.facts().message(), hold.facts().recipients(), List.of(), files, List.of());
        return new Hold(hold.id(), hold.bodyId(), hold.state(), hold.heldAt(), hold.remindAt(), hold.expiresAt(), hold.purgeAt(),
                hold.envelope(), List.of(), facts, hold.nudges(), hold.proposals(), hold.language(), hold.answer());
    }
}
