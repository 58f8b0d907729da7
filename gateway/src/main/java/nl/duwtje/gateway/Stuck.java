package nl.duwtje.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.action.ActionException;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * What becomes of a message on which a mailet fails. The client tries again; after some tries, when mailets meanwhile do their work on other
 * mail, it is this message that they cannot carry out, and its sender is told that it waits. A mailet that fails on everything is the
 * operator's to mend: mail waits with the client. Safe for all threads.
 */
final class Stuck {

    private static final Logger LOG = LoggerFactory.getLogger(Stuck.class);
    /** How often a message may fail before its sender is told. */
    private static final int TRIES = 3;

    private final Judgement judgement;
    private final Passages passages;
    private final Custody custody;
    private final Holding holding;
    private final Ledger ledger;
    private final Failures failures = new Failures();

    Stuck(Judgement judgement, Passages passages, Custody custody, Holding holding, Ledger ledger) {
        this.judgement = judgement;
        this.passages = passages;
        this.custody = custody;
        this.holding = holding;
        this.ledger = ledger;
    }

    /** @throws ActionException the same again, when the client shall keep the message */
    SmtpReply on(Arrival arrival, ActionException failure) {
        ledger.meters().actionFailed();
        Failures.Failed failed = failures.note(arrival, custody.carriedOut());
        if (failed.times() < TRIES || custody.carriedOut() == failed.since()) {
            throw failure;
        }
        Judgement.Verdict verdict = judgement.on(arrival);
        Decision.Hold hold = judgement.notCarriedOut(arrival, verdict).orElseThrow(() -> failure);
        LOG.error("message {} failed {} times: its sender is told that it waits", arrival.messageId(), failed.times(), failure);
        RawMessage traced = passages.trace(arrival, verdict.facts().message().outsiders() > 0);
        String id = holding.take(new Holding.Waiting(arrival, traced, traced, hold, verdict.facts(), verdict.sender().orElseThrow(),
                custody.language(arrival)));
        return ledger.committed("held", arrival, id, hold.nudges());
    }
}
