package nl.duwtje.gateway.action;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.HostAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.inspect.Organisation;

/** What mailets may ask of us: who is inside, the postmaster, and a log. They cannot send, bounce or look up names: the message in hand is all there is. */
final class RoomContext implements MailetContext {

    private static final Logger LOG = LoggerFactory.getLogger("nl.duwtje.gateway.action.mailet");
    private final Organisation organisation;
    private final MailAddress postmaster;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();

    RoomContext(Organisation organisation) {
        this.organisation = organisation;
        this.postmaster = postmasterOf(organisation);
    }

    @Override
    public boolean isLocalServer(Domain domain) {
        return organisation.party(nl.duwtje.rules.mail.MailAddress.of("postmaster@" + domain.asString())) == Party.INSIDE;
    }

    @Override
    @Deprecated
    public boolean isLocalUser(String user) {
        return false;
    }

    @Override
    public boolean isLocalEmail(MailAddress address) {
        return isLocalServer(address.getDomain());
    }

    @Override
    public int getMajorVersion() {
        return 3;
    }

    @Override
    public int getMinorVersion() {
        return 9;
    }

    @Override
    public String getServerInfo() {
        return "Duwtje";
    }

    @Override
    @Deprecated
    public Iterator<String> getAttributeNames() {
        return attributes.keySet().iterator();
    }

    @Override
    @Deprecated
    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    @Deprecated
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    @Deprecated
    public void removeAttribute(String name) {
        attributes.remove(name);
    }

    @Override
    @Deprecated
    public void log(String text) {
        LOG.info("{}", text);
    }

    @Override
    @Deprecated
    public void log(String text, Throwable thrown) {
        LOG.warn("{}", text, thrown);
    }

    @Override
    @Deprecated
    public void log(LogLevel level, String text) {
        LOG.info("{}", text);
    }

    @Override
    @Deprecated
    public void log(LogLevel level, String text, Throwable thrown) {
        LOG.warn("{}", text, thrown);
    }

    @Override
    public Logger getLogger() {
        return LOG;
    }

    @Override
    public MailAddress getPostmaster() {
        return postmaster;
    }

    /** The one mailbox that each mail domain has (RFC 5321 section 4.5.1), of the first of ours. */
    private static MailAddress postmasterOf(Organisation organisation) {
        String domain = organisation.domains().isEmpty() ? "localhost" : organisation.domains().get(0);
        try {
            return new MailAddress("postmaster", domain.startsWith(".") ? domain.substring(1) : domain);
        } catch (AddressException e) {
            throw new IllegalArgumentException("organisation.domains: " + domain + " is no mail domain", e);
        }
    }

    @Override
    @Deprecated
    public Collection<String> getMailServers(Domain domain) {
        return List.of();
    }

    @Override
    @Deprecated
    public Iterator<HostAddress> getSMTPHostAddresses(Domain domain) {
        return List.<HostAddress>of().iterator();
    }

    @Override
    public List<String> dnsLookup(String name, RecordType type) {
        return List.of();
    }

    private static MessagingException cannotSend() {
        return new MessagingException("a mailet cannot send or bounce mail here");
    }

    @Override
    public void sendMail(MimeMessage message) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(MailAddress sender, Collection<MailAddress> recipients, MimeMessage message) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(MailAddress sender, Collection<MailAddress> recipients, MimeMessage message, String state)
            throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(Mail mail) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(Mail mail, long delay, TimeUnit unit) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(Mail mail, String state) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void sendMail(Mail mail, String state, long delay, TimeUnit unit) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void bounce(Mail mail, String text) throws MessagingException {
        throw cannotSend();
    }

    @Override
    public void bounce(Mail mail, String text, MailAddress bouncer) throws MessagingException {
        throw cannotSend();
    }
}
