package nl.duwtje.rules.inspect;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.BlockKind;
import nl.duwtje.rules.text.ExtractLimits;
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
    private static final int DEEPEST = 5;

    private final Extractor extractor;
    private final Marking marking;
    private final Tally tally;
    private final List<Attachment> attachments = new ArrayList<>();
    private int files;
    private boolean pgpBlock;

    Content(Limits limits, ExtractLimits extractLimits, LongSupplier nanos, PersonalDataScanner scanner) {
        this.tally = new Tally(scanner);
        this.extractor = new Extractor(extractLimits, nanos);
        this.marking = new Marking(limits.confidentialMarkings());
    }

    List<Attachment> attachments() {
        return attachments;
    }

    List<PersonalData> personalData() {
        return tally.personalData();
    }

    Tally tally() {
        return tally;
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

    private void parts(MimeOutline outline, boolean needed, int depth) {
        for (Part part : outline.parts()) {
            try {
                if (needed && extractor.isOver()) {
                    opaque(part, "unknown", false, "too slow");
                } else {
                    part(part, needed, depth);
                }
            } catch (RuntimeException unreadable) {
                // a bug of ours or a file that vanished: never clean
                opaque(part, "unknown", false, "corrupt");
            }
        }
    }

    private void part(Part part, boolean needed, int depth) {
        if (!part.children().isEmpty()) {
            if (part.isMessage() && part.parent() != null) {
                list(part, "message", size(part), false, false, needed, needed ? "" : "not needed");
            }
            return;
        }
        boolean file = part.isAttachment();
        if (needed) {
            names(part);
        }
        if (!needed) {
            if (file || part.isInlineImage()) {
                list(part, Extractor.kindOf(part.decoded(HEAD)), size(part), part.isInlineImage(), false, false, "not needed");
            }
        } else if (part.mediaType().equals("message/partial") || part.mediaType().equals("message/external-body")) {
            opaque(part, "message", false, "unsupported");
        } else if (Structure.isCms(part)) {
            boolean signed = Structure.smimeType(part).startsWith("signed");
            opaque(part, "encrypted", !signed, signed ? "unsupported" : "encrypted");
        } else if (part.parent() != null && part.parent().mediaType().equals("multipart/encrypted")) {
            if (!part.mediaType().equals("application/pgp-encrypted")) {
                opaque(part, "encrypted", true, "encrypted");
            }
        } else if (part.isEncodedMessage()) {
            encodedMessage(part, depth);
        } else if (file || part.isInlineImage()) {
            attachment(part);
        } else if (!isSignature(part)) {
            text(part);
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
    private static boolean isSignature(Part part) {
        return part.mediaType().endsWith("-signature") && part.parent() != null && part.parent().mediaType().equals("multipart/signed");
    }

    private void encodedMessage(Part part, int depth) {
        byte[] bytes = part.decoded(MOST_BYTES);
        if (depth >= DEEPEST) {
            opaque(part, "message", false, "too deep");
            return;
        }
        MimeOutline inner = MimeOutline.of(ByteBuffer.wrap(bytes));
        list(part, "message", bytes.length, false, false, inner.isComplete() && !inner.isAmbiguous(),
                inner.isComplete() && !inner.isAmbiguous() ? "" : "corrupt");
        parts(inner, true, depth + 1);
    }

    private void attachment(Part part) {
        byte[] bytes = part.decoded(MOST_BYTES);
        if (bytes.length == MOST_BYTES) {
            opaque(part, "unknown", false, "too large");
            return;
        }
        Extracted extracted = extractor.extract(bytes, part.mediaType(), part.charset());
        String name = part.fileName().isEmpty() ? extracted.type() : part.fileName();
        for (Block block : extracted.blocks()) {
            tally.add(Place.ATTACHMENT, name, block);
        }
        boolean inline = part.isInlineImage() && extracted.type().equals("image");
        list(part, extracted.type(), bytes.length, inline, extracted.encrypted(), extracted.inspected(), extracted.notInspected());
    }

    /** A part that is shown: text, HTML, a calendar; or a multipart without parts, whose bytes someone may still show. */
    private void text(Part part) {
        String text = part.text(MOST_CHARS);
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
        if (text.contains("-----BEGIN PGP MESSAGE-----")) {
            pgpBlock = true;
            opaque(part, "encrypted", true, "encrypted");
        }
        if (HiddenText.isDisguised(part.charset(), part.hasKnownCharset()) || HiddenText.hasUuencodedFile(text)) {
            opaque(part, "unknown", false, "unsupported");
        }
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
