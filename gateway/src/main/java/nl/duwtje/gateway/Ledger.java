package nl.duwtje.gateway;

import java.util.List;
import java.util.stream.Collectors;

import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.SmtpReply;

/** Writes down, in log and meters, how each message ended, and gives back the reply that says so. Safe for all threads. */
record Ledger(MailLog log, Meters meters) {

    /** What the rules made of it. */
    void decided(Arrival arrival, Decision decision) {
        decision.nudges().forEach(nudge -> meters.nudge(nudge.rule(), nudge.effect().name(), false));
        if (!decision.observed().isEmpty()) {
            decision.observed().forEach(nudge -> meters.nudge(nudge.rule(), nudge.effect().name(), true));
            log.observed(rules(decision.observed()), arrival.messageId());
        }
    }

    /** The next hop has it. */
    SmtpReply relayed(Arrival arrival, SmtpReply theirs) {
        SmtpReply reply = new SmtpReply(250, "2.0.0", "relayed " + arrival.id() + ", next hop said: " + theirs.text());
        meters.message("delivered");
        log.delivered(arrival.origin(), arrival.envelope(), arrival.messageId(), arrival.message().size(), reply);
        return reply;
    }

    /** Our store has it. */
    SmtpReply committed(String what, Arrival arrival, List<Nudge> nudges) {
        return committed(what, arrival, arrival.id(), nudges);
    }

    /** Our store has it: {@code id} is the hold it belongs to, which may be one that came before. */
    SmtpReply committed(String what, Arrival arrival, String id, List<Nudge> nudges) {
        meters.message(what);
        log.committed(what, arrival.envelope(), arrival.messageId(), arrival.message().size(), id, rules(nudges));
        return new SmtpReply(250, "2.0.0", what + " " + id);
    }

    /** An answer to a notice by mail: {@code what} is the choice, or why it was none. The envelope is not written down: it holds the token. */
    SmtpReply replied(String holdId, String what, String messageId, SmtpReply reply) {
        meters.message("answer");
        log.replied(holdId, what, messageId, reply);
        return reply;
    }

    /** Nobody here has it: the client still does. */
    SmtpReply notAccepted(String result, String why, Arrival arrival, SmtpReply reply) {
        meters.message(result);
        log.notAccepted(why, arrival.envelope(), arrival.messageId(), reply);
        return reply;
    }

    static String rules(List<Nudge> nudges) {
        return nudges.stream().map(Nudge::rule).distinct().collect(Collectors.joining(" "));
    }
}
