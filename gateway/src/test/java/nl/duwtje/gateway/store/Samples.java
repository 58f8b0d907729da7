package nl.duwtje.gateway.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** Invented holds and messages for the store's tests. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    static final Duration DAY = Duration.ofHours(24);
    static final Hold.Answer SENT = new Hold.Answer("send", "link", NOON.plusSeconds(60));

    private Samples() {}

    static Envelope envelope() {
        return Envelope.of(MailAddress.of("anna@example.org"),
                List.of(MailAddress.of("bram@else.test"), MailAddress.of("carla@else.test")));
    }

    /** Every parameter there is, and addresses only SMTPUTF8 can carry. */
    static Envelope rareEnvelope() {
        return new Envelope(MailAddress.of("jürgen@bücher.test"),
                List.of(new ForwardPath(MailAddress.of("δοκιμή@παράδειγμα.test"), "SUCCESS,FAILURE", "utf-8;δοκιμή@παράδειγμα.test"),
                        new ForwardPath(MailAddress.of("\"a \\\" b\"@else.test"), "NEVER", "rfc822;a+20b@else.test")),
                "8BITMIME", true, "HDRS", "QQ314159+3D");
    }

    static RawMessage message(String text) {
        return MemoryMessage.of("Subject: " + text + "\r\n\r\nHallo\r\n");
    }

    static byte[] bytesOf(RawMessage message) {
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        return bytes;
    }

    static String textOf(RawMessage message) {
        return new String(bytesOf(message), StandardCharsets.UTF_8);
    }

    static Hold hold(String id) {
        return hold(id, "body-" + id, NOON);
    }

    static Hold hold(String id, String bodyId, Instant at) {
        return new Hold(id, bodyId, HoldState.HELD, at, at.plus(DAY.dividedBy(2)), at.plus(DAY), at.plus(DAY.multipliedBy(8)),
                rareEnvelope(),
                List.of(new Action.Banner("confidential"), new Action.HideRecipients(), new Action.OneByOne(), new Action.Tag("X-A", "ö")),
                facts(), nudges(), List.of(Nudge.Proposal.ONE_BY_ONE, Nudge.Proposal.HIDE_RECIPIENTS), "nl", Hold.Answer.NONE);
    }

    /** The hold, its bytes, one token and a notice. */
    static Commit holding(String id) {
        return new Commit().body("body-" + id, message(id)).hold(hold(id)).token("token-" + id, id).body("notice-" + id, message("notice"))
                .send(Outgoing.now(Outgoing.Kind.NOTICE, "notice-" + id, envelope(), id, NOON, NOON.plus(DAY)));
    }

    static Commit releasing(String id) {
        return new Commit().move(id, HoldState.HELD, HoldState.RELEASED, SENT, NOON.plus(DAY))
                .send(Outgoing.now(Outgoing.Kind.LEG, "body-" + id, envelope(), id, NOON, NOON.plus(DAY)));
    }

    /** A message on its way, without a hold. */
    static Commit sending(String id, Instant at) {
        return new Commit().body(id, message(id)).send(Outgoing.now(Outgoing.Kind.LEG, id, envelope(), "", at, at.plus(DAY)));
    }

    static List<Nudge> nudges() {
        return List.of(Nudge.propose("REC-010", Nudge.HIDE_RECIPIENTS).because("visible-outsiders", 12).high(),
                Nudge.banner("CON-010", "confidential").wholeMessage().low());
    }

    static Facts facts() {
        Message message = new Message("anna@example.org", "anna@example.org", "", "", "Overzicht “Q3” 😀", "<1@example.org>", "", 4711, 2,
                1, 1,
                1, false, true, false, true, false, true, false, true, false, true, false, true, false, true, "two boundaries",
                "vertrouwelijk",
                true);
        return new Facts(message, List.of(new Recipient("Bram@Else.test", "else.test", Party.OUTSIDER, true)), List.of("Bram@Else.test"),
                List.of(new Attachment("lijst.xlsx", "application/octet-stream", "xlsx", 1234, false, true, false, "encrypted")),
                List.of(new PersonalData("BSN", Strength.HIGH, PersonalData.Place.ATTACHMENT, "lijst.xlsx, sheet 2", 3, true,
                        "123•••782")));
    }
}
