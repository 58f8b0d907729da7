package nl.duwtje.rules.text;

import java.io.IOException;

/** Where a {@link RiskyReader} brings what it finds in one file. Counts it against the limits of the whole message. Not safe for several threads. */
public final class Sink {

    private final Extractor extractor;
    private final Blocks blocks;
    private final int depth;

    Sink(Extractor extractor, Blocks blocks, int depth) {
        this.extractor = extractor;
        this.blocks = blocks;
        this.depth = depth;
    }

    /**
     * A block of text; one without text is left out.
     *
     * @throws NotInspected when it is more text than is kept
     */
    public void add(Block block) throws NotInspected {
        blocks.add(block);
    }

    /** Text in which lines may be the rows of a table. */
    public void text(String text, String place) throws IOException {
        Blocks inner = new Blocks(blocks.budget());
        try {
            PlainText.read(text, inner);
        } finally {
            blocks.addAll(inner.extracted("text"), place);
        }
    }

    /** HTML that is already text. */
    public void html(String html, String place) {
        blocks.addAll(extractor.html(html), place);
    }

    /** A file inside this one: goes through the ordinary reading, one level deeper. */
    public void file(byte[] bytes, String name) throws IOException {
        blocks.addAll(inside(bytes), Zip.shown(name));
    }

    /** The same for an object in a document, where a picture is one of the document's pictures. */
    public void object(byte[] bytes, String name) throws IOException {
        blocks.addPart(inside(bytes), Zip.shown(name));
    }

    private Extracted inside(byte[] bytes) throws IOException {
        blocks.budget().checkDepth(depth);
        blocks.budget().spendEntry();
        return extractor.extract(bytes, "", "", depth + 1);
    }

    /** All of this file as somebody else has read it within {@link #left}. */
    public void take(Extracted read) throws IOException {
        for (Block block : read.blocks()) {
            blocks.add(block);
        }
        if (read.encrypted()) {
            blocks.encrypted();
        }
        if (!read.inspected()) {
            blocks.problem(read.notInspected());
        }
    }

    /** Not all can be read, and why; what can be read is still worth having. One of the reasons of {@link NotInspected}. */
    public void problem(String reason) {
        blocks.problem(reason);
    }

    /** Whether nothing that can be read was found so far: what shows a picture and no text is a scan. */
    public boolean isBlank() {
        return blocks.isBlank();
    }

    /** What may still be used, for whoever does the reading elsewhere. */
    public ExtractLimits left() throws NotInspected {
        return blocks.budget().left(depth);
    }

    /** A stream's bytes were unpacked. */
    public void spendBytes(long n) throws NotInspected {
        blocks.budget().spendBytes(n);
    }

    /** An entry, page or sheet was begun; also looks at the time. */
    public void spendEntry() throws NotInspected {
        blocks.budget().spendEntry();
    }

    /** Throws when so many characters more do not fit. */
    public void checkChars(long n) throws NotInspected {
        blocks.budget().checkChars(n);
    }

    /** Throws when the time is over. */
    public void checkTime() throws NotInspected {
        blocks.budget().checkTime();
    }

    /** A name fit to be shown in a place: without control characters, not long. */
    public static String shown(String name) {
        return Zip.shown(name);
    }

    /** "1.23456782E8" as "123456782"; what is no whole number stays as it is. */
    public static String whole(String number) {
        return SheetText.whole(number);
    }
}
