package nl.duwtje.rules.scenario;

import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;

/** Envelope + bytes -> facts, for an organisation and limits that each scenario brings along: the inspector, made anew for each message. */
@FunctionalInterface
public interface Inspection {

    Facts inspect(Envelope envelope, RawMessage message, Organisation organisation, Limits limits);
}
