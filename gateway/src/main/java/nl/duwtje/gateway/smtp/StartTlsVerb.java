package nl.duwtje.gateway.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.Session;

/**
 * STARTTLS (RFC 3207). What a client sends behind it in the clear is never read as a command, before or after the handshake; a failed handshake
 * ends the session.
 */
final class StartTlsVerb extends Verb {

    private static final Logger LOG = LoggerFactory.getLogger(StartTlsVerb.class);
    private static final byte[] NOTHING = {};

    StartTlsVerb() {
        super("STARTTLS");
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        SessionContext context = conversation.context();
        if (!conversation.line().argument().isEmpty()) {
            throw new Refusal(501, "5.5.4", "STARTTLS takes no argument");
        }
        if (!context.certificates().isOn() || conversation.isTls()) {
            throw conversation.isTls()
                    ? new Refusal(503, "5.5.1", "TLS is on already")
                    : new Refusal(502, "5.5.1", "STARTTLS is not offered");
        }
        if (conversation.wire().hasUnread()) {
            conversation.finish();
            throw new Refusal(554, "5.5.1", "nothing may be sent behind STARTTLS before our reply");
        }
        Optional<SSLContext> tls = context.certificates().current();
        if (tls.isEmpty()) {
            throw new Refusal(454, "4.7.0", "TLS is not available now");
        }
        conversation.wire().reply("220 2.0.0 go ahead");
        conversation.wire().flush();
        conversation.wire().within(context.settings().idleTimeout());
        secure(conversation, session, tls.get());
    }

    private static void secure(Conversation conversation, Session session, SSLContext tls) throws IOException {
        Wire plain = conversation.wire();
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain.raw(), new ByteArrayInputStream(NOTHING), true);
        try {
            socket.setUseClientMode(false);
            socket.setEnabledProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, conversation.context().settings().idleTimeout().toMillis()));
            socket.startHandshake();
        } catch (IOException e) {
            LOG.info("TLS handshake with {} failed: {}", conversation.clientAddress(), e.toString());
            conversation.finish();
            plain.abort();
            return;
        }
        SSLSession agreed = socket.getSession();
        Wire wire = new Wire(socket, plain.raw(), conversation.context().settings().idleTimeout(),
                conversation.context().spool().blocks());
        conversation.secured(wire, agreed.getProtocol() + " " + agreed.getCipherSuite());
        session.setSocket(new WireSocket(wire, conversation, ((WireSocket) session.getSocket()).verbs()));
    }
}
