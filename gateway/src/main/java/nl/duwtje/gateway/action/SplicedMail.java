package nl.duwtje.gateway.action;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.core.MaybeSender;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Splice;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * The thinnest Mail around our bytes. Our own mailets add splices; only when a third-party mailet asks for the MimeMessage is one parsed, and
 * only when it changed that are its written bytes taken over. For one message on one thread.
 */
final class SplicedMail implements Mail {

    private static final long serialVersionUID = 1L;

    static {
        Leniency.set();
    }

    private transient Envelope envelope;
    private transient RawMessage base;
    private transient MimeOutline outline;
    private final transient List<Splice> splices = new ArrayList<>();
    private final transient List<String> notes = new ArrayList<>();
    private final transient Map<AttributeName, Attribute> attributes = new HashMap<>();
    private transient PerRecipientHeaders perRecipient = new PerRecipientHeaders();
    private transient MimeMessage message;
    private transient byte[] written;
    private String name;
    private String state = DEFAULT;
    private String error = "";
    private Date updated = new Date(0);

    SplicedMail(String name, Envelope envelope, RawMessage base) {
        this.name = name;
        this.envelope = envelope;
        this.base = base;
    }

    /** The same changes for one of the recipients; what was found in the bytes is shared. */
    SplicedMail copyFor(ForwardPath recipient) {
        SplicedMail copy = new SplicedMail(name, envelope.withRecipients(List.of(recipient)), base);
        copy.outline = outline();
        copy.splices.addAll(splices);
        copy.notes.addAll(notes);
        return copy;
    }

    Envelope envelope() {
        return envelope;
    }

    /** The message that splices and outline are about. */
    RawMessage base() {
        return base;
    }

    MimeOutline outline() {
        if (outline == null) {
            outline = MimeOutline.of(base.bytes());
        }
        return outline;
    }

    void splice(Splice splice) {
        splices.add(splice);
    }

    List<Splice> splices() {
        return splices;
    }

    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    /** The bytes with all splices. */
    RawMessage current() {
        return splices.isEmpty() ? base : new SplicedMessage(base, splices);
    }

    /**
     * Takes over what a mailet did to the MimeMessage.
     *
     * @return whether the bytes changed
     */
    boolean settle() throws MessagingException, IOException {
        if (message == null) {
            return false;
        }
        byte[] now = WrittenForm.of(message);
        boolean changed = !java.util.Arrays.equals(now, written);
        message = null;
        written = null;
        if (changed) {
            base = new MemoryMessage(now);
            outline = null;
            splices.clear();
        }
        return changed;
    }

    @Override
    public MimeMessage getMessage() throws MessagingException {
        if (message == null) {
            try {
                message = new MimeMessage(Session.getInstance(new Properties()), current().open());
                written = WrittenForm.of(message);
            } catch (IOException e) {
                throw new MessagingException("cannot be read", e);
            }
        }
        return message;
    }

    @Override
    public void setMessage(MimeMessage other) throws MessagingException {
        getMessage();
        message = other;
    }

    @Override
    public Collection<MailAddress> getRecipients() {
        List<MailAddress> recipients = new ArrayList<>();
        for (ForwardPath path : envelope.recipients()) {
            recipients.add(address(path.address()));
        }
        return recipients;
    }

    /** Recipients that were there keep their DSN parameters. At least one must be left: a mailet cannot make mail disappear. */
    @Override
    public void setRecipients(Collection<MailAddress> recipients) {
        List<ForwardPath> paths = new ArrayList<>();
        for (MailAddress recipient : recipients) {
            nl.duwtje.rules.mail.MailAddress ours = nl.duwtje.rules.mail.MailAddress.of(recipient.asString());
            ForwardPath known = envelope.recipients().stream().filter(path -> path.address().equals(ours)).findFirst()
                    .orElseGet(() -> ForwardPath.to(ours));
            if (!paths.contains(known)) {
                paths.add(known);
            }
        }
        envelope = envelope.withRecipients(paths);
    }

    private static MailAddress address(nl.duwtje.rules.mail.MailAddress address) {
        try {
            return address.isNull() ? MailAddress.nullSender() : new MailAddress(address.text());
        } catch (jakarta.mail.internet.AddressException e) {
            throw new ActionException(SplicedMail.class.getName(), "an address of the envelope cannot be shown to mailets", e);
        }
    }

    @Override
    @Deprecated
    public MailAddress getSender() {
        return address(envelope.reversePath());
    }

    @Override
    public MaybeSender getMaybeSender() {
        return MaybeSender.of(address(envelope.reversePath()));
    }

    @Override
    public Mail duplicate() throws MessagingException {
        throw new MessagingException("mail cannot be duplicated here");
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public void setName(String other) {
        name = other;
    }

    @Override
    public String getState() {
        return state;
    }

    @Override
    public void setState(String other) {
        state = other;
    }

    @Override
    public String getRemoteHost() {
        return "localhost";
    }

    @Override
    public String getRemoteAddr() {
        return "127.0.0.1";
    }

    @Override
    public String getErrorMessage() {
        return error;
    }

    @Override
    public void setErrorMessage(String other) {
        error = other;
    }

    @Override
    public Stream<Attribute> attributes() {
        return attributes.values().stream();
    }

    @Override
    @Deprecated
    public java.io.Serializable getAttribute(String key) {
        return (java.io.Serializable) getAttribute(AttributeName.of(key)).map(a -> a.getValue().value()).orElse(null);
    }

    @Override
    public Optional<Attribute> getAttribute(AttributeName key) {
        return Optional.ofNullable(attributes.get(key));
    }

    @Override
    @Deprecated
    public Iterator<String> getAttributeNames() {
        return attributes.keySet().stream().map(AttributeName::asString).iterator();
    }

    @Override
    public Stream<AttributeName> attributeNames() {
        return attributes.keySet().stream();
    }

    @Override
    public boolean hasAttributes() {
        return !attributes.isEmpty();
    }

    @Override
    @Deprecated
    public java.io.Serializable removeAttribute(String key) {
        return (java.io.Serializable) removeAttribute(AttributeName.of(key)).map(a -> a.getValue().value()).orElse(null);
    }

    @Override
    public Optional<Attribute> removeAttribute(AttributeName key) {
        return Optional.ofNullable(attributes.remove(key));
    }

    @Override
    public void removeAllAttributes() {
        attributes.clear();
    }

    @Override
    @Deprecated
    public java.io.Serializable setAttribute(String key, java.io.Serializable value) {
        java.io.Serializable before = getAttribute(key);
        setAttribute(new Attribute(AttributeName.of(key), AttributeValue.ofAny(value)));
        return before;
    }

    @Override
    public Optional<Attribute> setAttribute(Attribute attribute) {
        return Optional.ofNullable(attributes.put(attribute.getName(), attribute));
    }

    @Override
    public void addSpecificHeaderForRecipient(PerRecipientHeaders.Header header, MailAddress recipient) {
        perRecipient.addHeaderForRecipient(header, recipient);
    }

    /**
     * Adds what a mailet asked for each recipient. All of a leg get the same bytes: what it wants for some of them only cannot be done.
     *
     * @throws MessagingException when it wants different fields for different recipients
     */
    void settleRecipientHeaders() throws MessagingException {
        Set<PerRecipientHeaders.Header> wanted = new LinkedHashSet<>(perRecipient.getHeadersByRecipient().values());
        for (MailAddress recipient : wanted.isEmpty() ? List.<MailAddress>of() : getRecipients()) {
            if (!Set.copyOf(perRecipient.getHeadersForRecipient(recipient)).equals(wanted)) {
                throw new MessagingException("header fields for some of the recipients cannot be carried: they all get the same message");
            }
        }
        for (PerRecipientHeaders.Header header : wanted) {
            splice(TagHeader.splice(this, header.getName(), header.getValue()));
        }
        perRecipient = new PerRecipientHeaders();
    }

    @Override
    public PerRecipientHeaders getPerRecipientSpecificHeaders() {
        return perRecipient;
    }

    @Override
    public long getMessageSize() {
        return current().size();
    }

    @Override
    public Date getLastUpdated() {
        return new Date(updated.getTime());
    }

    @Override
    public void setLastUpdated(Date other) {
        updated = new Date(other.getTime());
    }
}
