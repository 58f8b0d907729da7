package nl.duwtje.gateway.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;

/** A hold for tests: Anna of the municipality wrote to six residents and one colleague, with a list of citizens attached. */
public record HoldSample(String subject, String language, HoldState state, List<Nudge> nudges, List<Nudge.Proposal> proposals,
        List<String> outsiders, List<PersonalData> data, Hold.Answer answer) {

    public static final Instant HELD_AT = Instant.parse("2026-11-20T13:05:00Z");

    public static HoldSample of(String subject) {
        return new HoldSample(subject, "nl", HoldState.HELD,
                List.of(Nudge.propose("REC-010", Nudge.HIDE_RECIPIENTS, Nudge.ONE_BY_ONE).because("visible-outsiders", 6),
                        Nudge.hold("PD-010").because("personal-data-attachment", "BSN", 12, "deelnemers.xlsx, sheet 2, column C", true)),
                List.of(Nudge.Proposal.HIDE_RECIPIENTS, Nudge.Proposal.ONE_BY_ONE),
                List.of("j.jansen@resident.example", "p.devries@resident.example", "info@care.example.net", "fatima@care.example.net",
                        "bas@school.example.com", "kim@home.example.com"),
                List.of(new PersonalData("BSN", Strength.HIGH, PersonalData.Place.ATTACHMENT, "deelnemers.xlsx, sheet 2, column C", 12,
                        true,
                        "123•••782"), new PersonalData("IBAN", Strength.HIGH, PersonalData.Place.BODY, "", 1, false, "NL91•••300")),
                Hold.Answer.NONE);
    }

    public HoldSample in(String otherLanguage) {
        return new HoldSample(subject, otherLanguage, state, nudges, proposals, outsiders, data, answer);
    }

    public HoldSample with(HoldState other, Hold.Answer given) {
        return new HoldSample(subject, language, other, nudges, proposals, outsiders, data, given);
    }

    public HoldSample because(Nudge... others) {
        return new HoldSample(subject, language, state, List.of(others),
                Arrays.stream(others).flatMap(n -> n.proposals().stream()).toList(),
                outsiders, List.of(), answer);
    }

    public HoldSample to(List<String> others) {
        return new HoldSample(subject, language, state, nudges, proposals, others, data, answer);
    }

    public HoldSample with(PersonalData... others) {
        return new HoldSample(subject, language, state, nudges, proposals, outsiders, List.of(others), answer);
    }

    public Hold hold() {
        Envelope held = Envelope.of(MailAddress.of("anna@municipality.example.org"), outsiders.stream().map(MailAddress::of).toList());
        return new Hold("H4k2m9", "body-1", state, HELD_AT, HELD_AT.plus(Duration.ofHours(12)), HELD_AT.plus(Duration.ofHours(24)),
                HELD_AT.plus(Duration.ofDays(8)), held, List.of(), facts(), nudges, proposals, language, answer);
    }

    public Facts facts() {
        List<Recipient> recipients = new ArrayList<>();
        outsiders.forEach(o -> recipients.add(new Recipient(o, MailAddress.of(o).domain(), Party.OUTSIDER, true)));
        recipients.add(new Recipient("piet@municipality.example.org", "municipality.example.org", Party.INSIDE, true));
        Message message = new Message("anna@municipality.example.org", "anna@municipality.example.org", "", "", subject,
                "<1@municipality.example.org>", "Fri, 20 Nov 2026 14:04:30 +0100", 48_000, 7, outsiders.size(), outsiders.size(), 1, false,
                false, false, false, false, false, false, false, false, false, false, false, false, false, "", "", true);
        return new Facts(message, recipients, outsiders, List.of(), data);
    }
}
