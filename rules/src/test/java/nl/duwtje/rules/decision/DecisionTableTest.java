package nl.duwtje.rules.decision;

import static nl.duwtje.rules.decision.Nudge.HIDE_RECIPIENTS;
import static nl.duwtje.rules.decision.Nudge.ONE_BY_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.Mail;

/** The table itself: nudges, mode and recipients on the left, the decision on the right. */
class DecisionTableTest {

    private static final Map<String, Nudge> NUDGES = Map.ofEntries(Map.entry("hold", Nudge.hold("HOLD")),
            Map.entry("hold-all", Nudge.hold("ALL").wholeMessage()), Map.entry("propose", Nudge.propose("PROP", HIDE_RECIPIENTS)),
            Map.entry("propose-one", Nudge.propose("ONE", ONE_BY_ONE)),
            Map.entry("propose-both", Nudge.propose("BOTH", ONE_BY_ONE, HIDE_RECIPIENTS)), Map.entry("hide", Nudge.hideRecipients("HIDE")),
            Map.entry("hide-all", Nudge.hideRecipients("HIDEALL").wholeMessage()), Map.entry("banner", Nudge.banner("BAN", "confidential")),
            Map.entry("banner-again", Nudge.banner("BAN2", "confidential")), Map.entry("tag", Nudge.tag("TAG", "X-Check", "a: b")),
            Map.entry("return", Nudge.giveBack("RET")), Map.entry("refuse", Nudge.refuse("REF")), Map.entry("pass", Nudge.pass("PASS")),
            Map.entry("watched-hold", Nudge.hold("OBS-H")), Map.entry("watched-refuse", Nudge.refuse("OBS-R")),
            Map.entry("watched-hide", Nudge.hideRecipients("OBS-HI")), Map.entry("watched-pass", Nudge.pass("OBS-P")));

    /** o1, o2 outside; i inside; p partner. Legs as "recipients[actions]"; rules that took effect behind "by", only counted behind "saw". */
    @ParameterizedTest(name = "{0} | {1} | {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # nudges                 | mode    | to        | decision
            ''                       | ENFORCE | o1 i      | deliver
            hold                     | OBSERVE | o1 i      | deliver saw HOLD
            refuse return hold hide banner tag | OBSERVE | o1 | deliver saw REF RET HOLD HIDE BAN TAG
            watched-hold             | NUDGE   | o1        | deliver saw OBS-H
            watched-hold             | ENFORCE | o1        | deliver saw OBS-H

            hold                     | NUDGE   | o1        | hold o1[] by HOLD
            hold                     | NUDGE   | i o1 p o2 | now i p[] hold o1 o2[] by HOLD
            hold                     | ENFORCE | i o1 p o2 | now i p[] hold o1 o2[] by HOLD
            hold-all                 | NUDGE   | i o1 p    | hold i o1 p[] by ALL
            hold hold-all            | NUDGE   | i o1      | hold i o1[] by HOLD ALL
            hold                     | NUDGE   | i p       | hold i p[] by HOLD
            hold hide-all            | NUDGE   | i o1      | now i[] hold o1[] offer HIDE_RECIPIENTS ONE_BY_ONE by HOLD HIDEALL
            hold watched-refuse      | ENFORCE | i o1      | now i[] hold o1[] by HOLD saw OBS-R
            hold banner tag          | NUDGE   | i o1      | now i[] hold o1[banner confidential, tag X-Check=a: b] by HOLD BAN TAG
            hold-all banner          | NUDGE   | i o1      | hold i o1[banner confidential] by ALL BAN

            propose                  | NUDGE   | o1        | hold o1[] offer HIDE_RECIPIENTS ONE_BY_ONE by PROP
            propose-one              | NUDGE   | o1        | hold o1[] offer ONE_BY_ONE by ONE
            propose-both propose     | NUDGE   | o1        | hold o1[] offer ONE_BY_ONE HIDE_RECIPIENTS by BOTH PROP
            hold hide                | NUDGE   | i o1      | now i[] hold o1[] offer HIDE_RECIPIENTS ONE_BY_ONE by HOLD HIDE
            hold watched-hide        | NUDGE   | i o1      | now i[] hold o1[] by HOLD saw OBS-HI

            hide                     | NUDGE   | o1 o2     | amend tell o1 o2[hide] by HIDE
            hide                     | NUDGE   | i o1 p o2 | amend tell i p[] o1 o2[hide] by HIDE
            hide banner tag          | NUDGE   | i o1      | amend tell i[] o1[hide, banner confidential, tag X-Check=a: b] by HIDE BAN TAG
            hide                     | NUDGE   | i p       | deliver saw HIDE

            banner                   | NUDGE   | o1        | amend o1[banner confidential] by BAN
            banner                   | NUDGE   | i o1      | amend i[] o1[banner confidential] by BAN
            banner banner-again      | NUDGE   | o1        | amend o1[banner confidential] by BAN BAN2
            tag banner               | ENFORCE | o1        | amend o1[tag X-Check=a: b, banner confidential] by TAG BAN
            banner                   | NUDGE   | i p       | deliver saw BAN

            return                   | NUDGE   | i o1      | return by RET
            return hold hide banner  | NUDGE   | i o1      | return by RET HOLD HIDE BAN
            refuse                   | NUDGE   | i o1      | return by REF
            refuse                   | ENFORCE | i o1      | refuse by REF
            return refuse hold       | ENFORCE | i o1      | refuse by RET REF HOLD
            return watched-refuse    | ENFORCE | o1        | return by RET saw OBS-R

            pass                     | ENFORCE | o1        | deliver saw PASS
            refuse hold watched-hold pass | ENFORCE | o1   | deliver saw REF HOLD OBS-H PASS
            hold watched-pass        | NUDGE   | o1        | hold o1[] by HOLD saw OBS-P
            """)
    void table(String nudges, Mode mode, String to, String decision) {
        assertThat(text(decide(Mail.from("a@gemeente.test"), to, nudges, mode, true))).isEqualTo(decision);
    }

    @Test
    void insideMaySeeNoListEither() {
        assertThat(text(decide(Mail.from("a@gemeente.test"), "i o1 p", "hide", Mode.NUDGE, false)))
                .isEqualTo("amend tell i o1 p[hide] by HIDE");
        assertThat(text(decide(Mail.from("a@gemeente.test"), "i o1", "hide banner", Mode.NUDGE, false)))
                .isEqualTo("amend tell i[hide] o1[hide, banner confidential] by HIDE BAN");
        assertThat(text(decide(Mail.from("a@gemeente.test"), "i p", "hide", Mode.NUDGE, false))).isEqualTo("amend tell i p[hide] by HIDE");
    }

    @Test
    void machinesAreNeverHeldWhateverRulesSay() {
        assertThat(text(decide(Mail.from(""), "o1", "refuse hold", Mode.ENFORCE, true))).isEqualTo("deliver saw REF HOLD");
        assertThat(text(decide(Mail.from("a@gemeente.test").autoReply(), "o1", "refuse", Mode.ENFORCE, true))).isEqualTo("deliver saw REF");
        assertThat(text(decide(Mail.from("a@gemeente.test").readReceipt(), "o1", "hold", Mode.NUDGE, true))).isEqualTo("deliver saw HOLD");
        assertThat(text(decide(Mail.from("a@gemeente.test").deliveryReport(), "o1", "hold", Mode.NUDGE, true)))
                .isEqualTo("deliver saw HOLD");
        assertThat(text(decide(Mail.from("a@gemeente.test").journalReport(), "o1", "hide", Mode.NUDGE, true)))
                .isEqualTo("deliver saw HIDE");
    }

    @Test
    void aRecipientWithoutAFactCountsAsAnOutsider() {
        Mail mail = Mail.from("a@gemeente.test").to("i@gemeente.test", "other@gemeente.test");
        Mail facts = Mail.from("a@gemeente.test").to("i@gemeente.test");
        Decision decision = DecisionTable.decide(mail.envelope(), facts.facts(), List.of(Nudge.hold("HOLD")), r -> Mode.NUDGE, true);
        assertThat(text(decision)).isEqualTo("now i[] hold other[] by HOLD");
    }

    private static Decision decide(Mail mail, String to, String nudges, Mode mode, boolean insideKeepsList) {
        for (String name : to.split(" ")) {
            mail.to(name + (name.startsWith("o") ? "@example.org" : name.equals("i") ? "@gemeente.test" : "@partner.test"));
        }
        List<Nudge> found = nudges.isEmpty() ? List.of() : List.of(nudges.split(" ")).stream().map(NUDGES::get).toList();
        return DecisionTable.decide(mail.envelope(), mail.facts(), found, rule -> rule.startsWith("OBS") ? Mode.OBSERVE : mode,
                insideKeepsList);
    }

    private static String text(Decision decision) {
        String what = switch (decision) {
            case Decision.Deliver d -> "deliver";
            case Decision.Amend a -> "amend" + (a.tell() ? " tell" : "") + legs(a.legs());
            case Decision.Hold h -> (h.now().isEmpty() ? "" : "now" + legs(h.now()) + " ") + "hold" + legs(List.of(h.held()))
                    + (h.proposals().isEmpty() ? "" : " offer " + h.proposals().stream().map(Enum::name).collect(Collectors.joining(" ")));
            case Decision.Return r -> "return";
            case Decision.Refuse r -> "refuse";
        };
        return what + rules(" by ", decision.nudges()) + rules(" saw ", decision.observed());
    }

    private static String rules(String word, List<Nudge> nudges) {
        return nudges.isEmpty() ? "" : word + nudges.stream().map(Nudge::rule).collect(Collectors.joining(" "));
    }

    private static String legs(List<Leg> legs) {
        return legs.stream().map(l -> " " + l.recipients().stream().map(r -> r.address().localPart()).collect(Collectors.joining(" "))
                + l.actions().stream().map(DecisionTableTest::action).collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining());
    }

    private static String action(Action action) {
        return switch (action) {
            case Action.HideRecipients h -> "hide";
            case Action.OneByOne o -> "one-by-one";
            case Action.WithoutAttachments w -> "without " + w.names();
            case Action.Banner b -> "banner " + b.key();
            case Action.Tag t -> "tag " + t.name() + "=" + t.value();
        };
    }
}
