package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.SmtpReply;

/** What one session knows: who speaks, the transaction, how much nonsense there was. Used by the session's own thread. */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Pattern ENHANCED = Pattern.compile("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}");

    private final SessionContext context;
    private final String clientAddress;
    private Wire wire;
    private CommandLine line;
    private Transaction transaction;
    private boolean transactionFailed;
    private String helo = "";
    private boolean esmtp;
    private String tls = "";
    private int errors;
    private int junk;
    private boolean over;

    Conversation(SessionContext context, String clientAddress, Wire wire) {
        this.context = context;
        this.clientAddress = clientAddress;
        this.wire = wire;
    }

    SessionContext context() {
        return context;
    }

    Wire wire() {
        return wire;
    }

    /** The command being carried out. */
    CommandLine line() {
        return line;
    }

    /** Null outside a transaction. */
    Transaction transaction() {
        return transaction;
    }

    void begin(Transaction begun) {
        reset();
        transaction = begun;
    }

    /** Ends the transaction, however it ended. */
    void reset() {
        transactionFailed = false;
        if (transaction != null) {
            transaction.close();
            transaction = null;
        }
    }

    /** There is no transaction because it was refused: what was pipelined behind it fails too, and is not counted as nonsense. */
    void transactionFailed() {
        reset();
        transactionFailed = true;
    }

    void greeted(String name, boolean withEhlo) {
        reset();
        helo = printable(name);
        esmtp = withEhlo;
    }

    boolean isGreeted() {
        return !helo.isEmpty();
    }

    boolean isTls() {
        return !tls.isEmpty();
    }

    /** RFC 3207 section 4.2: after the handshake nothing said before counts. */
    void secured(Wire overTls, String protocolAndCipher) {
        reset();
        wire.letGo();
        wire = overTls;
        tls = protocolAndCipher;
        helo = "";
        esmtp = false;
    }

    Origin origin() {
        return new Origin(clientAddress, helo, esmtp, tls);
    }

    String clientAddress() {
        return clientAddress;
    }

    /** Waits for the next command; false when there is none to come and the connection should be closed. */
    boolean nextCommand() {
        if (over) {
            return false;
        }
        try {
            if (transaction == null && context.sessions().isDraining()) {
                return goAway(new SmtpReply(421, "4.3.2", "closing down, try again later"));
            }
            line = readLine();
            if (line != null) {
                return true;
            }
            return wire.wasSentHome() && goAway(new SmtpReply(421, "4.3.2", "closing down, try again later"));
        } catch (SocketTimeoutException e) {
            return goAway(new SmtpReply(421, "4.4.2", "waited too long for a command"));
        } catch (IOException gone) {
            LOG.debug("{} is gone: {}", clientAddress, gone.toString());
            wire.abort();
            return false;
        }
    }

    private CommandLine readLine() throws IOException {
        long deadline = transaction != null && transaction.chunks() != null
                ? transaction.chunks().pace().deadlineBetweenChunks()
                : System.nanoTime() + context.settings().idleTimeout().toNanos();
        boolean tooLong = false;
        int seen = 0;
        while (true) {
            byte[] bytes = wire.buffer();
            int length = wire.to() - wire.from();
            for (int i = Math.max(1, seen); i < length; i++) {
                int at = wire.from() + i;
                if (bytes[at] == '\n' && bytes[at - 1] == '\r') {
                    CommandLine read = tooLong || i + 1 > context.limits().commandLine()
                            ? CommandLine.tooLong()
                            : CommandLine.of(bytes, wire.from(), i - 1);
                    wire.consume(i + 1);
                    return read;
                }
            }
            seen = length;
            if (length > context.limits().commandLine()) {
                tooLong = true;
                wire.consume(length - 1);
                seen = 0;
            }
            if (!(transaction == null ? wire.fillWhileIdle(deadline, context.sessions()::isDraining) : wire.fill(deadline))) {
                return null;
            }
        }
    }

    /** One line: code, enhanced code, text; at most 512 bytes of printable ASCII, whatever the parts hold (RFC 5321 section 4.5.3.1.5). */
    void reply(SmtpReply reply) throws IOException {
        SmtpReply sane = reply;
        if (reply.code() >= 300 && reply.code() < 400) {
            LOG.error("a final reply cannot be {}", reply.code());
            sane = new SmtpReply(451, "4.3.0", "cannot answer properly, try again later");
        } else if (!isEnhanced(reply)) {
            sane = new SmtpReply(reply.code(), reply.code() / 100 + ".0.0", reply.text());
        }
        wire.reply(sane.code(), sane.enhanced(), sane.text());
        if (sane.code() == 421) {
            over = true;
        }
    }

    /** RFC 3463 section 2: class, subject, detail; of the class of the reply's own code (RFC 2034). */
    private static boolean isEnhanced(SmtpReply reply) {
        String enhanced = reply.enhanced();
        return enhanced.equals("2.0.0") && reply.code() / 100 == 2
                || ENHANCED.matcher(enhanced).matches() && enhanced.charAt(0) - '0' == reply.code() / 100;
    }

    void ok(String enhanced, String text) throws IOException {
        wire.reply(250, enhanced, text);
    }

    /** A command not carried out: counted, and answered; too many end the session. */
    void refuse(SmtpReply reply) throws IOException {
        context.meters().smtpRefusal(reply.code());
        boolean nonsense = switch (reply.code()) {
            case 500, 501, 502, 504, 555 -> true;
            case 503 -> !transactionFailed;
            default -> false;
        };
        if (nonsense && ++errors > context.limits().errors()) {
            reply(new SmtpReply(421, "4.7.0", "too many errors"));
            return;
        }
        reply(reply);
    }

    /** Called for commands that lead nowhere. */
    void countJunk() throws Refusal {
        if (++junk > context.limits().junk()) {
            throw new Refusal(421, "4.7.0", "too many commands without mail");
        }
    }

    /** A message was accepted: this client means business. */
    void accepted() {
        errors = 0;
        junk = 0;
    }

    /** No more commands: what follows cannot be told apart from a body any more, or the client said QUIT. */
    void finish() {
        over = true;
    }

    private boolean goAway(SmtpReply last) {
        try {
            context.meters().smtpRefusal(last.code());
            wire.within(Duration.ofSeconds(5));
            reply(last);
            wire.flush();
        } catch (IOException gone) {
            LOG.debug("{} did not wait for {}", clientAddress, last.code());
        }
        return false;
    }

    /** The session ended: everything is let go, and our last reply leaves. */
    void end() {
        reset();
        over = true;
        wire.close();
        wire.letGo();
    }

    private static String printable(String name) {
        String cut = name.length() > 255 ? name.substring(0, 255) : name;
        return cut.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
