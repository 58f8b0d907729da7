package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What is where in a message: header fields and parts by offset, found in one pass without copying anything. Never fails: what cannot be
 * understood is said by {@link #isAmbiguous}. Bounded: {@link #MAX_PARTS} parts, {@link #MAX_DEPTH} levels, {@link #MAX_FIELDS} header
 * fields. Immutable, and safe for all threads as long as nobody writes to the bytes. RFC 5322, 2045, 2046.
 */
public final class MimeOutline {

    public static final int MAX_PARTS = 1000;
    public static final int MAX_DEPTH = 20;
    public static final int MAX_FIELDS = 10_000;

    /** Line ends and dashes: CRLF--boundary--CRLFCRLF. */
    private static final int AROUND_BOUNDARY = 10;

    private final ByteBuffer bytes;
    private final Part root;
    private final String ambiguity;
    private final boolean complete;

    private MimeOutline(ByteBuffer bytes, Part root, String ambiguity, boolean complete) {
        this.bytes = bytes;
        this.root = root;
        this.ambiguity = ambiguity;
        this.complete = complete;
    }

    /** Reads from position to limit; leaves both as they are. Offsets count from the position. */
    public static MimeOutline of(ByteBuffer buffer) {
        boolean whole = buffer.hasArray() && buffer.arrayOffset() + buffer.position() == 0;
        ByteBuffer bytes = buffer.slice().asReadOnlyBuffer();
        OutlineScan scan = new OutlineScan(bytes, whole ? buffer.array() : null);
        Part root = scan.message();
        return new MimeOutline(bytes, root, scan.ambiguity(), scan.isComplete());
    }

    /** All of a message; of one in memory without copying what is read. */
    public static MimeOutline of(RawMessage message) {
        return of(message instanceof MemoryMessage memory ? ByteBuffer.wrap(memory.array(), 0, (int) memory.size()) : message.bytes());
    }

    /** The header fields of the message itself, in order. */
    public List<HeaderField> headers() {
        return root.headers();
    }

    /** Those called {@code name}, without regard to case. */
    public List<HeaderField> headers(String name) {
        return root.headers(name);
    }

    /** The value of the first field called {@code name}, unfolded and raw; empty when there is none. */
    public String first(String name) {
        HeaderField field = root.header(name);
        return field == null ? "" : value(field);
    }

    /** Unfolded, stripped, otherwise as written; at most 2 MB. */
    public String value(HeaderField field) {
        return HeaderText.unfolded(bytes, field.valueFrom(), field.to());
    }

    /** Decoded (RFC 2047), without control characters. */
    public String text(HeaderField field) {
        return HeaderText.decodeWords(value(field));
    }

    /** Where the body begins: behind the empty line. The size of the message when there is no empty line. */
    public long bodyFrom() {
        return root.bodyFrom();
    }

    /** The message as a part. */
    public Part root() {
        return root;
    }

    /** All parts, each before what is in it. */
    public List<Part> parts() {
        List<Part> all = new ArrayList<>();
        collect(root, all);
        return List.copyOf(all);
    }

    /** The parts that hold content, in order, also those of messages within this one. */
    public List<Part> leaves() {
        return parts().stream().filter(part -> part.children().isEmpty()).toList();
    }

    private static void collect(Part part, List<Part> all) {
        all.add(part);
        part.children().forEach(child -> collect(child, all));
    }

    /** A range of bytes, {@code to} exclusive. */
    public record Range(long from, long to) {}

    /** The bytes of multiparts that belong to no part: preambles and epilogues, delimiter lines left out where they stand alone. */
    public List<Range> gaps() {
        List<Range> gaps = new ArrayList<>(2);
        gaps(root, gaps);
        return gaps;
    }

    private static void gaps(Part part, List<Range> gaps) {
        long at = part.bodyFrom();
        int delimiter = part.parameter("boundary").length() + AROUND_BOUNDARY;
        for (Part child : part.children()) {
            gap(at, child.headFrom(), delimiter, gaps);
            gaps(child, gaps);
            at = child.bodyTo();
        }
        if (!part.children().isEmpty()) {
            gap(at, part.bodyTo(), delimiter, gaps);
        }
    }

    private static void gap(long from, long to, int delimiter, List<Range> gaps) {
        if (to - from > delimiter) {
            gaps.add(new Range(from, to));
        }
    }

    /** Whether mail programs could disagree about what is in it. */
    public boolean isAmbiguous() {
        return !ambiguity.isEmpty();
    }

    /** The first reason; empty when not ambiguous. */
    public String ambiguity() {
        return ambiguity;
    }

    /** False when a bound was hit, so that there are parts or header fields that this outline does not show. */
    public boolean isComplete() {
        return complete;
    }

    /** The bytes it was read from, read-only. */
    public ByteBuffer bytes() {
        return bytes.duplicate();
    }
}
