package nl.duwtje.rules.inspect;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.mime.Body;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.MimeOutline.Range;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.BlockKind;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extractor;
import nl.duwtje.rules.text.MailText;
import nl.duwtje.rules.text.Prose;

/**
 * What is in the parts of one message: attachments, personal data, confidential markings. A part that cannot be read is an attachment that is not
 * inspected; nothing here ever makes a message clean that was not looked at. Serves one message; not safe for several threads.
 */
final class Content {

    private static final int MOST_BYTES = 128 << 20;
    private static final int MOST_CHARS = 5_000_000;
    private static final int HEAD = 4096;
    private static final String PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----";
    private static final int DEEPEST = 5;

    private final Extractor extractor;
    private final Marking marking;
    private final Tally tally;
    private final List<Attachment> attachments = new ArrayList<>();
    private final Salvage salvage;
    private int files;
    private boolean pgpBlock;

    Content(Limits limits, Extraction extraction, LongSupplier nanos, Tally tally) {
        this.tally = tally;
        this.extractor = extraction.extractor(nanos);
        this.marking = new Marking(limits.confidentialMarkings());
        this.salvage = new Salvage(extractor, tally, attachments);
    }

    List<Attachment> attachments() {
        return attachments;
    }

    List<PersonalData> personalData() {
        return tally.personalData();
    }

    /** How many parts are files. */
    int files() {
        return files;
    }

    /** A PGP message stands in the text itself. */
    boolean pgpBlock() {
        return pgpBlock;
    }

    /** The marking; empty when none. */
    String confidential() {
        return marking.found();
    }

    /** @param needed whether content is read; if not, attachments are only listed */
    void read(MimeOutline outline, Structure structure, boolean needed) {
        if (needed) {
            tally.add(Place.SUBJECT, "", new Prose("", "", structure.subject()));
            marking.subject(structure.subject());
            marking.sensitivity(structure.text("Sensitivity"));
        }
        parts(outline, needed, 1);
    }

    /** Whether there is content that the structure does not show. */
    boolean hidden() {
        return salvage.hidden();
    }

    /** Where in one outline content stands of which every program makes the same, and where not. */
    private record Reading(List<Range> sure, List<Range> doubtful, int depth) {}

    private void parts(MimeOutline outline, boolean needed, int depth) {
        Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), depth);
        for (Part part : outline.parts()) {
            try {
                if (!needed) {
                    glance(part);
                } else if (extractor.isOver()) {
                    opaque(part, "unknown", false, "too slow");
                } else {
                    names(part);
                    part(part, reading);
                }
            } catch (RuntimeException unreadable) {
                // a bug of ours or a file that vanished: never clean
                opaque(part, "unknown", false, "corrupt");
            }
        }
        if (needed) {
            salvage.rest(outline, reading.sure(), reading.doubtful());
        }
    }

    private void glance(Part part) {
        if (!part.children().isEmpty()) {
            if (part.isMessage() && part.parent() != null) {
                list(part, "message", size(part), false, false, false, "not needed");
            }
        } else if (part.isAttachment() || part.isInlineImage()) {
            list(part, Extractor.kindOf(part.decoded(HEAD)), size(part), part.isInlineImage(), false, false, "not needed");
        }
    }

    private void part(Part part, Reading reading) {
        if (!part.children().isEmpty()) {
            if (part.isMessage() && part.parent() != null) {
                list(part, "message", size(part), false, false, true, "");
            }
        } else if (part.mediaType().equals("message/partial") || part.mediaType().equals("message/external-body")) {
            opaque(part, "message", false, "unsupported");
        } else if (Structure.isCms(part)) {
            boolean signed = Structure.smimeType(part).startsWith("signed");
            opaque(part, "encrypted", !signed, signed ? "unsupported" : "encrypted");
        } else if (part.parent() != null && part.parent().mediaType().equals("multipart/encrypted")
                && !part.mediaType().equals("application/pgp-encrypted")) {
            opaque(part, "encrypted", true, "encrypted");
        } else {
            content(part, reading);
        }
    }

    private void content(Part part, Reading reading) {
        try (Body body = part.body(MOST_BYTES)) {
            content(part, body, reading);
        }
        if (Disguise.isUnreadableCharset(part.charset(), part.hasKnownCharset())) {
            opaque(part, "unknown", false, "unsupported");
        }
    }

    private void content(Part part, Body body, Reading reading) {
        Range range = new Range(part.bodyFrom(), part.bodyTo());
        if (body.doubtful()) {
            reading.doubtful().add(range);
        } else if (part.transferEncoding().equals("base64")) {
            reading.sure().add(range);
        }
        if (body.length() == MOST_BYTES) {
            opaque(part, "unknown", false, "too large");
        } else if (part.isEncodedMessage()) {
            message(part, body.bytes(), reading.depth());
        } else if (part.isAttachment() || part.isInlineImage()) {
            attachment(part, body.bytes(), reading.depth());
        } else if (!Disguise.isText(body.array(), body.length())) {
            // a file that calls itself a text, or a text that is none: whoever shows it as text must be thought of too
            attachment(part, body.bytes(), reading.depth());
            if (part.is("text/")) {
                text(part, body);
            }
        } else if (!isSignature(part, body.array(), body.length())) {
            text(part, body);
        }
    }

    private void names(Part part) {
        for (String name : new String[]{part.fileName(), part.otherName()}) {
            if (!name.isEmpty()) {
                tally.add(Place.ATTACHMENT, "", Masked.name(name));
            }
        }
    }

    /** A signature that covers a part beside it; anything else that only calls itself one is looked at. */
    private static boolean isSignature(Part part, byte[] bytes, int length) {
        return part.mediaType().endsWith("-signature") && part.parent() != null && part.parent().mediaType().equals("multipart/signed")
                && Disguise.isSignature(bytes, length);
    }

    private void message(Part part, byte[] bytes, int depth) {
        if (depth >= DEEPEST) {
            opaque(part, "message", false, "too deep");
            return;
        }
        MimeOutline inner = MimeOutline.of(ByteBuffer.wrap(bytes));
        boolean clear = inner.isComplete() && !inner.isAmbiguous();
        list(part, "message", bytes.length, false, false, clear, clear ? "" : "corrupt");
        parts(inner, true, depth + 1);
    }

    private void attachment(Part part, byte[] bytes, int depth) {
        if (isSignature(part, bytes, bytes.length)) {
            return;
        }
        if (Disguise.isText(bytes, bytes.length) && Extractor.kindOf(bytes).equals("message")) {
            message(part, bytes, depth);
            return;
        }
        Extracted extracted = extractor.extract(bytes, part.mediaType(), part.charset());
        String name = part.fileName().isEmpty() ? extracted.type() : part.fileName();
        for (Block block : extracted.blocks()) {
            tally.add(Place.ATTACHMENT, name, block);
        }
        boolean inline = part.isInlineImage() && extracted.type().equals("image");
        list(part, extracted.type(), bytes.length, inline, extracted.encrypted(), extracted.inspected(), extracted.notInspected());
        if (Disguise.isText(bytes, bytes.length)) {
            salvage.shown(bytes, bytes.length);
        }
    }

    /** A part that is shown: text, HTML, a calendar; or a multipart without parts, whose bytes someone may still show. */
    private void text(Part part, Body content) {
        String text = part.textOf(content, MOST_CHARS);
        if (part.mediaType().equals("text/html")) {
            Extracted shown = extractor.html(text);
            shown.blocks().forEach(block -> body(part, block));
            if (!shown.inspected()) {
                opaque(part, "html", false, shown.notInspected());
            }
        } else {
            MailText.blocks(new Prose("", "", text)).forEach(block -> body(part, block));
        }
        if (text.length() >= MOST_CHARS) {
            opaque(part, "text", false, "too large");
        }
        if (part.hasForeignCharset()) {
            // programs that do not know it show the bytes
            body(part, new Prose("", "", new String(content.array(), 0, content.length(), StandardCharsets.ISO_8859_1)));
        }
        if (hasPgpMessage(text)) {
            pgpBlock = true;
            opaque(part, "encrypted", true, "encrypted");
        }
        salvage.shown(content.array(), content.length());
    }

    /** By a letter that is rare in texts: a whole phrase takes ten times as long to look for. */
    private static boolean hasPgpMessage(String text) {
        int rare = PGP_MESSAGE.indexOf('G');
        for (int at = text.indexOf('G'); at >= 0; at = text.indexOf('G', at + 1)) {
            if (text.startsWith(PGP_MESSAGE, at - rare)) {
                return true;
            }
        }
        return false;
    }

    private void body(Part part, Block block) {
        tally.add(Place.BODY, "", block);
        if (!part.isInsideMessage() && block.kind() == BlockKind.TEXT && block.offset() == 0) {
            marking.body(block.text());
        }
    }

    private void opaque(Part part, String type, boolean encrypted, String reason) {
        list(part, type, size(part), false, encrypted, false, reason);
    }

    private void list(Part part, String type, long size, boolean inline, boolean encrypted, boolean inspected, String reason) {
        attachments.add(new Attachment(Masked.of(part.fileName()), part.mediaType(), type, size, inline, encrypted, inspected, reason));
        files += part.isAttachment() ? 1 : 0;
    }

    /** Without decoding: base64 has 57 bytes in a line of 78. */
    private static long size(Part part) {
        long raw = part.bodyTo() - part.bodyFrom();
        return part.transferEncoding().equals("base64") ? raw * 57 / 78 : raw;
    }
}
