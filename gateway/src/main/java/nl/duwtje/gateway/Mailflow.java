package nl.duwtje.gateway;

import java.time.Clock;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.action.Changed;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.smtp.Intake;
import nl.duwtje.gateway.store.StoreException;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * What happens to a message between its end of data and our reply. One leg, deliverable: relayed now, and the next hop's reply is ours.
 * Anything else (a hold, a split, a partial refusal): one commit, then 250, then the outbox delivers. A failure of ours is 4yz: the client
 * still owns the message and tries again. Safe for all threads; holds no state that can be lost.
 */
final class Mailflow implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Mailflow.class);

    private final Judgement judgement;
    private final Passages passages;
    private final NextHop nextHop;
    private final Custody custody;
    private final Holding holding;
    private final Replies replies;
    private final Correspondents correspondents;
    private final Ids ids;
    private final Clock clock;
    private final Ledger ledger;

    Mailflow(Judgement judgement, Passages passages, NextHop nextHop, Custody custody, Holding holding, Replies replies,
            Correspondents correspondents, Ids ids, Clock clock, Ledger ledger) {
        this.judgement = judgement;
        this.passages = passages;
        this.nextHop = nextHop;
        this.custody = custody;
        this.holding = holding;
        this.replies = replies;
        this.correspondents = correspondents;
        this.ids = ids;
        this.clock = clock;
        this.ledger = ledger;
    }

    @Override
    public SmtpReply accept(Envelope envelope, RawMessage message, Origin origin) {
        long start = System.nanoTime();
        Passages.Passage passage = passages.of(message);
        Arrival arrival = new Arrival(ids.id(), envelope, message, origin, passage.messageId(), passage.binding(), clock.instant());
        try {
            return take(arrival, passage);
        } catch (StoreException e) {
            LOG.error("cannot store message {}: {}", passage.messageId(), e.getMessage(), e);
            return ledger.notAccepted("deferred", "store", arrival,
                    new SmtpReply(451, "4.3.0", "cannot store the message now, try again later"));
        } catch (RuntimeException e) {
            LOG.error("message {} failed", passage.messageId(), e);
            return ledger.notAccepted("deferred", "error", arrival,
                    new SmtpReply(451, "4.3.0", "local error in processing, try again later"));
        } finally {
            ledger.meters().mailflowTook(System.nanoTime() - start);
        }
    }

    private SmtpReply take(Arrival arrival, Passages.Passage passage) {
        if (passages.isLoop(passage)) {
            return ledger.notAccepted("looped", "loop", arrival, new SmtpReply(554, "5.4.6", "this message goes round in a loop"));
        }
        if (replies.areIn(arrival.envelope())) {
            return replies.take(arrival, forOthers -> take(forOthers, passage)); // an answer to a notice ends here
        }
        if (passage.decided()) {
            return relay(arrival, custody.unchanged(arrival, passages.trace(arrival, true))); // back from a content filter or connector: its sender has been asked before
        }
        Judgement.Verdict verdict = judgement.on(arrival);
        RawMessage traced = passages.trace(arrival, verdict.facts().message().outsiders() > 0);
        ledger.decided(arrival, verdict.decision());
        return switch (verdict.decision()) {
            case Decision.Deliver deliver -> relay(arrival, custody.unchanged(arrival, traced));
            case Decision.Amend amend when amend.legs().size() == 1 && !amend.tell() ->
                relay(arrival, custody.changed(arrival, traced, amend));
            case Decision.Amend amend -> {
                custody.split(arrival, traced, amend, verdict.facts(), verdict.sender().orElseThrow());
                correspondents.met(arrival.envelope());
                yield ledger.committed("amended", arrival, amend.nudges());
            }
            case Decision.Hold hold -> {
                String id = holding.take(new Holding.Waiting(arrival, traced, passages.trace(arrival, false), hold,
                        correspondents.marked(verdict.facts()), verdict.sender().orElseThrow(), custody.language(arrival)));
                yield ledger.committed("held", arrival, id, hold.nudges());
            }
            case Decision.Return sure when custody.isSure(arrival, verdict.facts()) -> {
                SmtpReply reply = relay(arrival, custody.unchanged(arrival, traced));
                if (reply.isTemporary()) {
                    custody.staysSure(arrival, verdict.facts());
                }
                yield reply;
            }
            case Decision.Return back -> {
                custody.giveBack(arrival, back, verdict.facts(), verdict.sender().orElseThrow());
                yield ledger.committed("returned", arrival, back.nudges());
            }
            case Decision.Refuse refuse -> ledger.notAccepted("refused", Ledger.rules(refuse.nudges()), arrival, new SmtpReply(550, "5.7.1",
                    "refused by the mail policy of this organisation (" + Ledger.rules(refuse.nudges()) + ")"));
        };
    }

    /** Hands it to the next hop now; its reply is our reply. */
    private SmtpReply relay(Arrival arrival, Changed leg) {
        DeliveryOutcome outcome = nextHop.deliver(leg.envelope(), leg.message(), Partial.ABORT);
        SmtpReply theirs = outcome.results().get(0).reply();
        if (outcome.isAll(Status.DELIVERED)) {
            correspondents.met(arrival.envelope());
            return ledger.relayed(arrival, theirs);
        }
        if (outcome.isAll(Status.FAILED) || outcome.isAll(Status.DEFERRED) || outcome.isAll(Status.UNKNOWN)) {
            return ledger.notAccepted(theirs.isPermanent() ? "failed" : "deferred", "next-hop", arrival, theirs);
        }
        custody.partlyRefused(arrival, leg, outcome);
        return ledger.committed("partly-refused", arrival, List.of());
    }
}
