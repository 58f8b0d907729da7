package nl.duwtje.gateway.smtp;

import nl.duwtje.rules.mail.SmtpReply;

/** A command we do not carry out; {@link Verb} sends the reply. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;
    private final transient SmtpReply reply;

    Refusal(int code, String enhanced, String text) {
        super(text, null, false, false);
        this.reply = new SmtpReply(code, enhanced, text);
    }

    SmtpReply reply() {
        return reply;
    }
}
