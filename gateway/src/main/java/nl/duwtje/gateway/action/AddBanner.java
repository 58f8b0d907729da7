package nl.duwtje.gateway.action;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.mail.MessagingException;

import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.mime.Splice;

/**
 * Puts a banner above the text, in all its alternatives. Never twice (also not above an answer that quotes it), never in what is signed,
 * encrypted, a calendar or ambiguous; all other parts stay byte-identical.
 *
 * <pre>
 * class: nl.duwtje.gateway.action.AddBanner
 * parameters:
 *   text: "Deze mail is vertrouwelijk."
 *   html: "&lt;p&gt;Deze mail is &lt;b&gt;vertrouwelijk&lt;/b&gt;.&lt;/p&gt;"    # optional: made from text
 * </pre>
 */
public final class AddBanner extends SpliceMailet {

    private static final int MAX_TEXT = 16 << 20;
    private String text;
    private String html;

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("text", "html"));
        text = getInitParameter("text", "").strip().replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n");
        if (text.isEmpty()) {
            throw new MessagingException("parameter text is missing");
        }
        String given = getInitParameter("html", "").strip();
        html = HtmlBanner.ascii(given.isEmpty() ? HtmlBanner.fromText(text) : given);
    }

    @Override
    void splice(SplicedMail mail) throws MessagingException {
        MimeOutline outline = mail.outline();
        String sealed = outline.isAmbiguous() ? "ambiguous" : Sealed.reason(outline);
        if (sealed.isEmpty() && outline.parts().stream().anyMatch(p -> p.mediaType().equals("text/calendar") && !p.isInsideMessage())) {
            sealed = "calendar";
        }
        if (!sealed.isEmpty()) {
            mail.note("no banner: " + sealed);
            return;
        }
        List<Part> bodies = new ArrayList<>();
        if (!bodies(outline.root(), bodies)) {
            mail.note("no banner: no text");
        }
        for (Part part : bodies) {
            if (part.bodyTo() - part.bodyFrom() > MAX_TEXT) {
                mail.note("no banner: text too large");
            } else if (!HtmlBanner.contains(part.text(MAX_TEXT), part.mediaType().equals("text/html") ? html : text)) {
                (part.mediaType().equals("text/html") ? aboveHtml(part) : aboveText(part)).forEach(mail::splice);
            }
        }
    }

    /** The parts that are the text: every alternative, the root of what is related, the first of what is mixed. */
    private static boolean bodies(Part part, List<Part> found) {
        if (!part.is("multipart/")) {
            boolean body = (part.mediaType().equals("text/plain") || part.mediaType().equals("text/html")) && !part.isAttachment();
            if (body) {
                found.add(part);
            }
            return body;
        }
        if (part.mediaType().equals("multipart/report")) {
            return false;
        }
        boolean any = false;
        for (Part child : part.children()) {
            any |= bodies(child, found);
            if (any && !part.mediaType().equals("multipart/alternative")) {
                break;
            }
        }
        return any;
    }

    private List<Splice> aboveText(Part part) throws MessagingException {
        String banner = text + "\r\n\r\n";
        Charset charset = PartCharset.of(part);
        if (charset == null || !PartCharset.canWrite(banner, charset)) {
            return PartRewrite.utf8(part, banner + part.text(MAX_TEXT));
        }
        return above(part, 0, banner.getBytes(charset));
    }

    private List<Splice> aboveHtml(Part part) throws MessagingException {
        byte[] banner = ("\r\n" + html + "\r\n").getBytes(StandardCharsets.US_ASCII);
        if (PartCharset.of(part) == null) {
            String page = part.text(MAX_TEXT);
            int at = HtmlBanner.place(page);
            return PartRewrite.utf8(part, page.substring(0, at) + "\r\n" + html + "\r\n" + page.substring(at));
        }
        String page = new String(part.decoded(MAX_TEXT), StandardCharsets.ISO_8859_1);
        return above(part, HtmlBanner.place(page), banner);
    }

    /** RFC 5322 section 2.1.1: 998 without the line end; some room for what stands on the line already. */
    private static boolean hasLongLine(byte[] banner) {
        int line = 0;
        for (byte b : banner) {
            line = b == '\n' ? 0 : line + 1;
            if (line > 900) {
                return true;
            }
        }
        return false;
    }

    /** {@code at} counts in decoded bytes. */
    private static List<Splice> above(Part part, int at, byte[] banner) throws MessagingException {
        String encoding = part.transferEncoding();
        boolean plain = !encoding.equals("base64") && !encoding.equals("quoted-printable");
        if (plain && (!encoding.equals("7bit") || PartCharset.isAscii(banner)) && !hasLongLine(banner)) {
            return List.of(Splice.insert(part.bodyFrom() + at, banner));
        }
        if (encoding.equals("quoted-printable") && at == 0) {
            return List.of(Splice.insert(part.bodyFrom(), PartRewrite.encoded(banner, encoding)));
        }
        byte[] content = part.decoded(MAX_TEXT);
        byte[] with = new byte[content.length + banner.length];
        System.arraycopy(content, 0, with, 0, at);
        System.arraycopy(banner, 0, with, at, banner.length);
        System.arraycopy(content, at, with, at + banner.length, content.length - at);
        return PartRewrite.quotedPrintable(part, with);
    }
}
