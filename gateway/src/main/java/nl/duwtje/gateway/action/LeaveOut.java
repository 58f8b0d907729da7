package nl.duwtje.gateway.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.mail.MessagingException;

import nl.duwtje.rules.inspect.NamedParts;
import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.mime.Splice;

/**
 * Puts a line of text in the place of the attachments it names; every other byte stays. Fails in a signed or encrypted message, whose body may
 * not change, and when there is no attachment to leave out: then nothing may leave.
 *
 * <pre>
 * class: nl.duwtje.gateway.action.LeaveOut
 *   names: file names as in the facts, one per line
 *   note:  what stands in their place
 * </pre>
 */
public final class LeaveOut extends SpliceMailet {

    private static final Set<String> OF_CONTENT = Set.of("content-type", "content-transfer-encoding", "content-disposition",
            "content-description", "content-id", "content-md5", "content-language", "content-location", "content-class");

    private List<String> names;
    private String note;

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("names", "note"));
        names = getInitParameter("names", "").lines().toList();
        note = getInitParameter("note", "");
        if (names.isEmpty() || note.isBlank()) {
            throw new MessagingException("parameters names and note must be there");
        }
    }

    @Override
    void splice(SplicedMail mail) throws MessagingException {
        String sealed = Sealed.reason(mail.outline());
        List<Part> parts = sealed.isEmpty() ? NamedParts.of(mail.outline(), names) : List.of();
        if (parts.isEmpty()) {
            throw new MessagingException(sealed.isEmpty() ? "no attachment to leave out" : "the message is " + sealed);
        }
        for (Part part : parts) {
            leaveOut(part).forEach(mail::splice);
        }
    }

    private List<Splice> leaveOut(Part part) throws MessagingException {
        byte[] text = PartRewrite.encoded((note + "\r\n").getBytes(StandardCharsets.UTF_8), "quoted-printable");
        List<Splice> splices = new ArrayList<>();
        for (HeaderField field : part.headers()) {
            if (OF_CONTENT.stream().anyMatch(field::is)) {
                splices.add(Splice.delete(field.from(), field.to()));
            }
        }
        List<HeaderField> all = part.headers();
        boolean needsVersion = part.parent() == null && part.headers("MIME-Version").isEmpty();
        byte[] head = ((needsVersion ? "MIME-Version: 1.0\r\n" : "")
                + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
                + "Content-Disposition: inline\r\n" + (isOpen(part) ? "\r\n" : "")).getBytes(StandardCharsets.US_ASCII);
        splices.add(Splice.insert(all.isEmpty() ? part.headFrom() : all.get(all.size() - 1).to(), head));
        splices.add(new Splice(part.bodyFrom(), part.bodyTo(), text));
        return splices;
    }

    /** No empty line ends its header. */
    private static boolean isOpen(Part part) {
        List<HeaderField> all = part.headers();
        return part.bodyFrom() == (all.isEmpty() ? part.headFrom() : all.get(all.size() - 1).to());
    }
}
