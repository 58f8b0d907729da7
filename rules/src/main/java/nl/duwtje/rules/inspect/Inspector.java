package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.AddressLists;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;

/**
 * Envelope and message to facts. Never throws for any bytes: what cannot be read is a fact itself. Bounded by {@link ExtractLimits}. Immutable, safe
 * for all threads.
 */
public final class Inspector {

    private static final int MOST_SHOWN = 1000;
    private static final String[] VISIBLE = {"To", "Cc", "Resent-To", "Resent-Cc"};

    private final Organisation organisation;
    private final Limits limits;
    private final Extraction extraction;
    private final LongSupplier nanos;
    private final PersonalDataScanner scanner;

    /** Without the risky formats (PDF and old Office are "unsupported") and without own identifiers. */
    public Inspector(Organisation organisation, Limits limits, ExtractLimits extractLimits) {
        this(organisation, limits, Extraction.plain(extractLimits), OwnData.none());
    }

    /**
     * @param extraction how attachments are read
     * @param own        identifiers and exclusions of the organisation; its own mail domains are excluded anyway
     */
    public Inspector(Organisation organisation, Limits limits, Extraction extraction, OwnData own) {
        this(organisation, limits, extraction, own, System::nanoTime);
    }

    /** @param nanos the clock that the time limit is measured with, in nanoseconds */
    public Inspector(Organisation organisation, Limits limits, ExtractLimits extractLimits, LongSupplier nanos) {
        this(organisation, limits, Extraction.plain(extractLimits), OwnData.none(), nanos);
    }

    private Inspector(Organisation organisation, Limits limits, Extraction extraction, OwnData own, LongSupplier nanos) {
        this.scanner = new PersonalDataScanner(own.withDomains(organisation.domains()));
        this.organisation = organisation;
        this.limits = limits;
        this.extraction = extraction;
        this.nanos = nanos;
    }

    /** All that is known of the message. */
    public Facts inspect(Envelope envelope, RawMessage raw) {
        MimeOutline outline = MimeOutline.of(raw);
        Structure structure = new Structure(outline);
        Set<MailAddress> visible = visible(outline, structure);
        List<Recipient> recipients = recipients(envelope, visible);
        List<String> visibleOutsiders = new ArrayList<>(visible.size());
        for (MailAddress one : visible) {
            if (organisation.party(one) == Party.OUTSIDER) {
                visibleOutsiders.add(one.text());
            }
        }
        int outsiders = 0;
        for (Recipient recipient : recipients) {
            outsiders += recipient.isOutside() ? 1 : 0;
        }
        boolean machine = envelope.reversePath().isNull() || structure.autoReply() || structure.deliveryReport() || structure.readReceipt()
                || structure.journalReport();
        boolean inspected = outsiders > 0 && !machine;
        Content content = new Content(limits, extraction, nanos, new Tally(scanner, limits, false));
        content.read(outline, structure, inspected);
        List<String> shown = visibleOutsiders.size() > MOST_SHOWN ? visibleOutsiders.subList(0, MOST_SHOWN) : visibleOutsiders;
        Message message = message(envelope, raw, outline, structure, content, visible.size(), visibleOutsiders.size(), outsiders,
                inspected);
        return new Facts(message, recipients, shown, content.attachments(), content.personalData());
    }

    private static Message message(Envelope envelope, RawMessage raw, MimeOutline outline, Structure structure, Content content,
            int visible,
            int visibleOutsiders, int outsiders, boolean inspected) {
        String ambiguity = outline.isAmbiguous()
                ? outline.ambiguity()
                : !outline.isComplete() ? "more parts or header fields than are looked at" : content.hidden() ? Salvage.HIDDEN : "";
        return new Message(envelope.reversePath().text(), address(outline, "From"), address(outline, "Sender"),
                address(outline, "Reply-To"),
                Masked.of(structure.subject()), structure.text("Message-ID"), structure.text("Date"), raw.size(), visible, visibleOutsiders,
                outsiders,
                content.files(), envelope.reversePath().isNull(), structure.autoReply(), structure.autoGenerated(), structure.mailingList(),
                structure.deliveryReport(), structure.readReceipt(), structure.journalReport(), structure.calendarRequest(),
                structure.calendarReply(), structure.recall(), structure.signed(), structure.encrypted() || content.pgpBlock(),
                structure.tnef(),
                !ambiguity.isEmpty(), ambiguity, content.confidential(), inspected);
    }

    private static String address(MimeOutline outline, String name) {
        List<MailAddress> all = AddressLists.of(outline, name);
        return all.isEmpty() ? "" : all.get(0).text();
    }

    private List<Recipient> recipients(Envelope envelope, Set<MailAddress> visible) {
        List<Recipient> recipients = new ArrayList<>(envelope.recipients().size());
        for (ForwardPath path : envelope.recipients()) {
            MailAddress address = path.address();
            recipients.add(new Recipient(address.text(), address.domain(), organisation.party(address), visible.contains(address)));
        }
        return recipients;
    }

    /** Distinct, in the order of the headers; then those that a meeting request names. */
    private static Set<MailAddress> visible(MimeOutline outline, Structure structure) {
        Set<MailAddress> visible = new LinkedHashSet<>();
        for (String name : VISIBLE) {
            visible.addAll(AddressLists.of(outline, name));
        }
        visible.addAll(structure.attendees());
        visible.remove(MailAddress.NULL);
        return visible;
    }
}
