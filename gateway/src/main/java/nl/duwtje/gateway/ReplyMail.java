package nl.duwtje.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mime.AddressLists;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extractor;
import nl.duwtje.rules.text.Prose;

/** A mail that answers one of our notices, as far as that matters: who wrote it, whether a person did, and its text. Immutable. */
record ReplyMail(MailAddress reversePath, MimeOutline outline) {

    private static final int MAX_TEXT = 50_000;
    private static final Set<String> AUTOMATIC_PRECEDENCE = Set.of("bulk", "junk", "list", "auto_reply");
    private static final List<String> AUTOMATIC_SUBJECTS = List.of("automatic reply", "automatisch antwoord", "auto reply", "autoreply",
            "out of office", "afwezig", "niet aanwezig");

    static ReplyMail of(Arrival arrival) {
        return new ReplyMail(arrival.envelope().reversePath(), MimeOutline.of(arrival.message().bytes()));
    }

    /**
     * Whether a machine wrote it: the null sender, an out-of-office (RFC 3834), a DSN or read receipt (RFC 6522), a list. In doubt it did:
     * such a mail never decides and is never answered.
     */
    boolean isAutomatic() {
        String submitted = lower("Auto-Submitted");
        String subject = outline.headers("Subject").stream().findFirst().map(outline::text).orElse("").toLowerCase(Locale.ROOT).strip();
        return reversePath.isNull() || !submitted.isEmpty() && !submitted.matches("no\\b.*") || has("X-Autoreply") || has("X-Autorespond")
                || has("List-Id") || AUTOMATIC_PRECEDENCE.contains(lower("Precedence")) || outline.root().is("multipart/report")
                || outline.root().is("message/disposition-notification")
                || AUTOMATIC_SUBJECTS.stream().anyMatch(subject::startsWith);
    }

    /** Whether it comes from that mailbox: by its reverse-path, or by its one From when the reverse-path is one of our own. */
    boolean isFrom(MailAddress mailbox, Organisation organisation) {
        if (reversePath.equals(mailbox)) {
            return true;
        }
        List<MailAddress> from = AddressLists.of(outline, "From");
        return outline.headers("From").size() == 1 && from.size() == 1 && from.get(0).equals(mailbox)
                && organisation.party(reversePath) == Party.INSIDE;
    }

    /** What it says: the first plain text, else the first HTML as it is shown. */
    String text() {
        List<Part> own = outline.leaves().stream().filter(part -> !part.isInsideMessage() && !part.isAttachment()).toList();
        return own.stream().filter(part -> part.is("text/plain")).findFirst().map(part -> part.text(MAX_TEXT))
                .or(() -> own.stream().filter(part -> part.is("text/html")).findFirst().map(part -> shown(part.text(MAX_TEXT)))).orElse("");
    }

    private static String shown(String html) {
        return new Extractor(ExtractLimits.defaults(), System::nanoTime).html(html).blocks().stream().filter(Prose.class::isInstance)
                .map(block -> ((Prose) block).text()).collect(Collectors.joining("\n"));
    }

    private boolean has(String name) {
        return !outline.headers(name).isEmpty();
    }

    private String lower(String name) {
        return outline.first(name).toLowerCase(Locale.ROOT).strip();
    }
}
