package nl.duwtje.gateway.delivery;

import java.io.IOException;

import nl.duwtje.rules.mail.SmtpReply;

/** The connection to the next hop cannot be made, broke, or makes no sense any more. It carries what to tell our client: always 4yz. */
final class LinkException extends IOException {

    private enum Kind {
        LOST, REFUSED, OTHER
    }

    private static final long serialVersionUID = 1L;
    private final transient SmtpReply reply;
    private final Kind kind;

    private LinkException(SmtpReply reply, Kind kind, Throwable cause) {
        super(reply.text(), cause);
        this.reply = reply;
        this.kind = kind;
    }

    /** No reply because the connection ended. */
    static LinkException lost(String what, Throwable cause) {
        return new LinkException(new SmtpReply(451, "4.4.2", "next hop: " + what), Kind.LOST, cause);
    }

    /** No reply in time. */
    static LinkException late(String what) {
        return new LinkException(new SmtpReply(451, "4.4.2", "next hop: " + what), Kind.OTHER, null);
    }

    /** No connection. */
    static LinkException unreachable(String what, Throwable cause) {
        return new LinkException(new SmtpReply(451, "4.4.1", "next hop: " + what), Kind.OTHER, cause);
    }

    /** The next hop said something no SMTP server says. */
    static LinkException garbled(String what) {
        return new LinkException(new SmtpReply(451, "4.5.0", "next hop: " + what), Kind.OTHER, null);
    }

    /** No TLS where it is required. */
    static LinkException insecure(String enhanced, String what, Throwable cause) {
        return new LinkException(new SmtpReply(451, enhanced, "next hop: " + what), Kind.OTHER, cause);
    }

    /** The next hop greeted us with a refusal. */
    static LinkException refused(SmtpReply said) {
        return new LinkException(new SmtpReply(451, "4.4.1", "next hop refused the connection: " + said.line()), Kind.REFUSED, null);
    }

    SmtpReply reply() {
        return reply;
    }

    /** Whether the other side had closed: on a kept connection, before any reply, that only means that it was kept too long. */
    boolean isLost() {
        return kind == Kind.LOST;
    }

    /** Whether the next hop was there and did not want us. */
    boolean isRefusal() {
        return kind == Kind.REFUSED;
    }
}
