package nl.duwtje.rules.inspect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.mime.Embedded;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.MimeOutline.Range;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extractor;
import nl.duwtje.rules.text.Prose;

/**
 * The floor under the structural view: looks at bytes as they stand, as what they are if they were quoted-printable, and at everything encoded in
 * them. Ordinary mail has next to nothing for it: only text, preambles and epilogues. Where programs could disagree about the structure it looks at
 * all bytes. Serves one message; not safe for several threads.
 */
final class Salvage {

    static final String HIDDEN = "content hidden from the structure";

    private static final int MOST_BYTES = 128 << 20;
    private static final int DEEPEST = 3;

    private final Extractor extractor;
    private final Tally tally;
    private final List<Attachment> attachments;
    private long bytesLeft = MOST_BYTES;
    private boolean hidden;

    /** @param attachments where files are added that nobody else lists */
    Salvage(Extractor extractor, Tally tally, List<Attachment> attachments) {
        this.extractor = extractor;
        this.tally = tally;
        this.attachments = attachments;
    }

    /** Whether there was content that the structure does not show. */
    boolean hidden() {
        return hidden;
    }

    /** The first {@code length} bytes are a text that the structure shows, without its transfer encoding: what may be encoded within it? */
    void shown(byte[] text, int length) {
        encoded(text, length, false, 1);
    }

    /**
     * What the structure does not show.
     *
     * @param sure     where content stands of which every program makes the same
     * @param doubtful where it does not
     */
    void rest(MimeOutline outline, List<Range> sure, List<Range> doubtful) {
        boolean all = outline.isAmbiguous() || !outline.isComplete();
        List<Range> ranges = all ? between(sure, outline.bytes().limit()) : new ArrayList<>(outline.gaps());
        if (!all) {
            ranges.addAll(doubtful);
        }
        for (Range range : ranges) {
            bytesLeft -= range.to() - range.from();
            if (bytesLeft < 0 || extractor.isOver()) {
                list("unknown", range.to() - range.from(), false, bytesLeft < 0 ? "too large" : "too slow");
                hidden = true;
                return;
            }
            byte[] bytes = new byte[(int) (range.to() - range.from())];
            outline.bytes().get((int) range.from(), bytes);
            raw(bytes);
        }
    }

    private static List<Range> between(List<Range> sure, long end) {
        List<Range> rest = new ArrayList<>();
        long at = 0;
        for (Range range : sure.stream().sorted(Comparator.comparingLong(Range::from)).toList()) {
            if (range.from() > at) {
                rest.add(new Range(at, range.from()));
            }
            at = Math.max(at, range.to());
        }
        if (end > at) {
            rest.add(new Range(at, end));
        }
        return rest;
    }

    private void raw(byte[] bytes) {
        text(bytes, "");
        byte[] file = Embedded.fileIn(bytes);
        if (file != null) {
            file(file, true);
        }
        encoded(bytes, bytes.length, true, 1);
    }

    /** As text; without zeros, so that UTF-16 is read too. */
    private boolean text(byte[] bytes, String file) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean found = add(file, new Prose("", "", text.indexOf('\0') < 0 ? text : text.replace("\0", "")));
        hidden |= found;
        return found;
    }

    private void encoded(byte[] bytes, int length, boolean outside, int depth) {
        pieces(Embedded.in(bytes, length), outside, depth);
        byte[] printable = Embedded.asQuotedPrintable(bytes, length);
        if (printable != null) {
            text(printable, "");
            byte[] file = Embedded.fileIn(printable);
            if (file != null) {
                file(file, outside);
            }
            pieces(Embedded.in(printable, printable.length), outside, depth);
        }
    }

    private void pieces(Embedded.Found found, boolean outside, int depth) {
        for (Embedded.Piece piece : found.pieces()) {
            if (extractor.isOver()) {
                list("unknown", piece.bytes().length, false, "too slow");
                return;
            }
            switch (piece.kind()) {
                case FILE -> file(piece.bytes(), outside);
                case TEXT -> {
                    text(piece.bytes(), "text");
                    if (depth < DEEPEST) {
                        encoded(piece.bytes(), piece.bytes().length, outside, depth + 1);
                    }
                }
                case CLOSED -> list("unknown", piece.bytes().length, false, "unsupported");
                case UNKNOWN -> {
                    if (outside) {
                        hidden = true;
                        list("unknown", piece.bytes().length, false, "unsupported");
                    }
                }
            }
        }
        if (!found.complete()) {
            list("unknown", 0, false, "too large");
        }
    }

    private void file(byte[] bytes, boolean outside) {
        Extracted extracted = extractor.extract(bytes, "", "");
        boolean found = false;
        for (Block block : extracted.blocks()) {
            found |= add(extracted.type(), block);
        }
        hidden |= found || outside;
        if (found || outside || !extracted.inspected()) {
            list(extracted.type(), bytes.length, extracted.encrypted(), extracted.notInspected());
        }
    }

    private boolean add(String file, Block block) {
        return tally.addUnseen(file.isEmpty() ? Place.BODY : Place.ATTACHMENT, file, block);
    }

    private void list(String type, long size, boolean encrypted, String reason) {
        attachments.add(new Attachment("", "", type, size, false, encrypted, reason.isEmpty(), reason));
    }
}
