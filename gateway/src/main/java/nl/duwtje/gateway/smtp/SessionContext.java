package nl.duwtje.gateway.smtp;

import java.util.function.Predicate;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.mail.MailAddress;

/**
 * What every session of one server shares; all of it safe for all threads.
 *
 * @param senders whose mail is taken; not asked about the null sender
 */
record SessionContext(SmtpSettings settings, Limits limits, Predicate<MailAddress> senders, Intake intake, Offer offer,
        Certificates certificates, Spool spool,
        Sessions sessions, Meters meters, MailLog log) {}
