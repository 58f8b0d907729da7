package nl.duwtje.gateway;

import java.time.Instant;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;

/**
 * A message as it came in.
 *
 * @param id        ours: in log, Received, reply, and the hold's id when it is held
 * @param messageId the Message-ID header with its angle brackets; empty when absent
 * @param binding   what our mark on it is bound to
 */
record Arrival(String id, Envelope envelope, RawMessage message, Origin origin, String messageId, String binding, Instant at) {}
