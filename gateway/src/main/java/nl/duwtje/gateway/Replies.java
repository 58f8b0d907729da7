package nl.duwtje.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.ReplyAddress;
import nl.duwtje.gateway.notice.SpokenAnswer;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.web.Rights;
import nl.duwtje.gateway.web.Answers.Again;
import nl.duwtje.gateway.web.Answers.Answered;
import nl.duwtje.gateway.web.Answers.Given;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * Receives the answers that people write to notices. Only a mail from the mailbox that was asked decides, and only when a person wrote it;
 * what is not understood gets a short help mail, a few times at most. Such a mail is never relayed. Its address holds the token, so it is
 * never logged. Safe for all threads.
 */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int MOST_HELP = 3;
    private static final SmtpReply TAKEN = new SmtpReply(250, "2.0.0", "answer taken");

    private final Optional<ReplyAddress> address;
    private final Release release;
    private final Outbox outbox;
    private final NoticeWriter notices;
    private final Reports reports;
    private final Senders senders;
    private final Rights rights;
    private final Ledger ledger;
    private final AtMost helped = new AtMost(MOST_HELP);

    /** @param address empty: nobody answers by mail, and no mail is ours */
    Replies(Optional<ReplyAddress> address, Release release, Outbox outbox, NoticeWriter notices, Reports reports,
            Senders senders, Rights rights, Ledger ledger) {
        this.address = address;
        this.release = release;
        this.outbox = outbox;
        this.notices = notices;
        this.reports = reports;
        this.senders = senders;
        this.rights = rights;
        this.ledger = ledger;
    }

    /** Whether one of the recipients is ours. */
    boolean areIn(Envelope envelope) {
        return address.isPresent() && envelope.recipients().stream().anyMatch(this::isOurs);
    }

    private boolean isOurs(ForwardPath recipient) {
        return address.flatMap(ours -> ours.token(recipient.address())).isPresent();
    }

    /**
     * Takes the answer. Recipients that are not ours get the message the usual way, and then their reply counts: an answer is only taken when
     * the client will not send the whole again.
     */
    SmtpReply take(Arrival arrival, Function<Arrival, SmtpReply> usualWay) {
        List<ForwardPath> others = arrival.envelope().recipients().stream().filter(recipient -> !isOurs(recipient)).toList();
        if (others.isEmpty()) {
            return answer(arrival);
        }
        SmtpReply reply = usualWay.apply(new Arrival(arrival.id(), arrival.envelope().withRecipients(others), arrival.message(),
                arrival.origin(), arrival.messageId(), arrival.binding(), arrival.at()));
        if (reply.isPositive()) {
            try {
                answer(arrival);
            } catch (RuntimeException e) {
                LOG.error("an answer by mail was not taken; its hold waits on", e);
            }
        }
        return reply;
    }

    private SmtpReply answer(Arrival arrival) {
        String token = arrival.envelope().recipients().stream().flatMap(recipient -> address.get().token(recipient.address()).stream())
                .findFirst().orElse("");
        ReplyMail mail = ReplyMail.of(arrival);
        if (mail.isAutomatic()) {
            return ledger.replied("", "automatic", arrival.messageId(), TAKEN);
        }
        Optional<Hold> hold = release.find(token);
        List<MailAddress> may = hold.map(one -> senders.toTell(one.facts())).orElse(List.of());
        if (may.isEmpty()) {
            return ledger.replied("", "unknown", arrival.messageId(),
                    new SmtpReply(550, "5.1.1", "this message can no longer be answered; nothing was changed"));
        }
        Optional<MailAddress> asked = may.stream().filter(person -> mail.isFrom(person, senders.organisation())).findFirst();
        if (asked.isEmpty()) {
            return ledger.replied(hold.get().id(), "not-the-sender", arrival.messageId(), TAKEN);
        }
        return ledger.replied(hold.get().id(), decide(hold.get(), token, asked.get(), mail, arrival), arrival.messageId(), TAKEN);
    }

    private String decide(Hold hold, String token, MailAddress asked, ReplyMail mail, Arrival arrival) {
        if (rights.needsSignIn(hold)) {
            help(hold, arrival, notices.signInFirst(hold, token, asked), asked);
            return "needs-sign-in";
        }
        Optional<Choice> spoken = SpokenAnswer.of(mail.text());
        Hold waiting = spoken.filter(Choice.CANCEL::equals).isPresent() ? stopped(hold, asked) : hold;
        List<Choice> offered = Offered.of(waiting, Offered.canAsk(waiting, senders.directory().of(asked), asked));
        Again again = Again.NO;
        if (spoken.filter(offered::contains).isPresent()) {
            Answered answered = release.answer(token, waiting, new Given(spoken.get(), true, "", ""), asked);
            if (answered.decidedNow()) {
                return spoken.get().written();
            }
            again = answered.again();
        }
        Hold now = release.find(token).orElse(hold);
        boolean waits = !Offered.of(now).isEmpty();
        help(now, arrival, !waits
                ? notices.tooLate(now, asked)
                : again == Again.NO ? notices.notUnderstood(now, token, asked) : notices.onThePage(now, token, asked), asked);
        return !waits ? "too-late" : again == Again.NO ? "not-understood" : "on-the-page";
    }

    /** "Stop" while a mail is about to leave: it waits again, and is then taken back. */
    private Hold stopped(Hold hold, MailAddress asked) {
        return hold.answer().undoUntil().equals(Instant.EPOCH) ? hold : release.undo(hold, new Release.By("reply", asked.text())).hold();
    }

    private void help(Hold hold, Arrival arrival, RawMessage mail, MailAddress asked) {
        try (mail) {
            if (helped.allows(hold.id())) {
                Commit commit = new Commit();
                reports.mail(mail, asked, hold.id(), arrival.at(), commit);
                outbox.commit(commit);
            }
        }
    }
}
