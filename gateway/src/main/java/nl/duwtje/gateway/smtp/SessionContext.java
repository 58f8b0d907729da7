package nl.duwtje.gateway.smtp;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;

/** What every session of one server shares; all of it safe for all threads. */
record SessionContext(SmtpSettings settings, Limits limits, Intake intake, Offer offer, Certificates certificates, Spool spool,
        Sessions sessions, Meters meters, MailLog log) {}
