package nl.duwtje.rules.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Text out of the attachments of one message. What a file is decides its content. One extractor serves one message: its limits are for all files
 * together. Never throws for any bytes: what cannot be read is said in {@link Extracted#notInspected}. Not safe for several threads.
 */
public final class Extractor {

    private final Budget budget;
    private final RiskyReader risky;
    private final ReadBefore seen;

    /** Without the risky formats. @param nanos a clock of nanoseconds, {@code System::nanoTime} */
    public Extractor(ExtractLimits limits, LongSupplier nanos) {
        this(limits, nanos, RiskyReader.NONE, ReadBefore.nothing());
    }

    Extractor(ExtractLimits limits, LongSupplier nanos, RiskyReader risky, ReadBefore seen) {
        this.budget = new Budget(limits, nanos);
        this.risky = risky;
        this.seen = seen;
    }

    /**
     * Reads one file.
     *
     * @param declaredType its Content-Type, empty when unknown; tells only HTML fragments from plain text
     * @param charset      as declared for text, empty when not
     */
    public Extracted extract(byte[] bytes, String declaredType, String charset) {
        Fresh fresh = new Fresh(bytes, declaredType, charset);
        Extracted extracted = seen.find(Kind.of(bytes), bytes, declaredType, charset, fresh);
        return fresh.read ? extracted : again(extracted);
    }

    /** A file as it is read now. */
    private final class Fresh implements ReadBefore.Reading {
        private final byte[] bytes;
        private final String declaredType;
        private final String charset;
        private boolean read;

        Fresh(byte[] bytes, String declaredType, String charset) {
            this.bytes = bytes;
            this.declaredType = declaredType;
            this.charset = charset;
        }

        @Override
        public Extracted read() {
            read = true;
            return extract(bytes, declaredType, charset, 1);
        }
    }

    /** What was read before still counts against the limits of this message. */
    private Extracted again(Extracted known) {
        return guarded(known.type(), blocks -> {
            new Sink(this, blocks, 1).take(known);
            return known.type();
        });
    }

    /** Reads the HTML of a mail, which is already text: signatures, quoted mail and disclaimers are blocks of their own. */
    public Extracted html(String html) {
        return guarded("html", blocks -> {
            HtmlText.readMail(html, blocks);
            return "html";
        });
    }

    /** What a file is, by its first bytes alone: office files are "zip". */
    public static String kindOf(byte[] head) {
        return Kind.of(head);
    }

    /** Whether the time for this message is over: nothing more will be read. */
    public boolean isOver() {
        try {
            budget.checkTime();
            return false;
        } catch (NotInspected slow) {
            return true;
        }
    }

    Extracted extract(byte[] bytes, String declaredType, String charset, int depth) {
        String kind = Kind.of(bytes);
        return guarded(kind, blocks -> {
            budget.checkTime();
            if (!kind.equals("zip") && Zip.isBehind(bytes)) {
                behind(bytes, blocks, depth);
            }
            return switch (kind) {
                case "zip" -> zip(bytes, blocks, depth);
                case "html" -> html(PlainText.decode(bytes, charset), blocks);
                case "xml" -> xml(bytes, charset, blocks);
                case "json" -> json(PlainText.decode(bytes, charset), blocks);
                case "calendar", "vcard" -> {
                    new CardText(this, blocks, depth).read(PlainText.decode(bytes, charset));
                    yield kind;
                }
                case "text" -> declaredType.equals("text/html")
                        ? html(PlainText.decode(bytes, charset), blocks)
                        : PlainText.read(PlainText.decode(bytes, charset), blocks);
                case "message" -> {
                    new Letter(this, blocks, depth).read(bytes);
                    yield kind;
                }
                case "gz" -> {
                    new Archive(this, blocks, depth).gz(bytes);
                    yield kind;
                }
                case "tar" -> {
                    new Archive(this, blocks, depth).tar(bytes);
                    yield kind;
                }
                case "empty" -> kind;
                case "encrypted" -> throw new NotInspected(NotInspected.ENCRYPTED);
                case "pdf", "doc", "xls", "ppt", "msg", "ole", "tnef", "rtf", "7z" ->
                    risky.read(kind, bytes, new Sink(this, blocks, depth));
                case "image" -> throw new NotInspected(NotInspected.IMAGE);
                default -> throw new NotInspected(NotInspected.UNSUPPORTED);
            };
        });
    }

    /** Reads into blocks and returns the type. */
    @FunctionalInterface
    private interface Reading {
        String into(Blocks blocks) throws IOException;
    }

    private Extracted guarded(String kind, Reading reading) {
        Blocks blocks = new Blocks(budget);
        try {
            return blocks.extracted(reading.into(blocks));
        } catch (NotInspected reason) {
            blocks.problem(reason.getMessage());
        } catch (IOException | RuntimeException broken) {
            // whatever a parser stumbles over, the file could not be read
            blocks.problem(NotInspected.CORRUPT);
        }
        return blocks.extracted(kind);
    }

    private static String html(String html, Blocks blocks) throws NotInspected {
        HtmlText.read(html, blocks);
        return "html";
    }

    /** What is no XML after all is text as it stands. */
    private static String xml(byte[] bytes, String charset, Blocks blocks) throws IOException {
        if (OpenDocument.isFlat(bytes)) {
            new OpenText("", "odf", blocks).read(new ByteArrayInputStream(bytes));
            return "odf";
        }
        try {
            XmlText.read(new ByteArrayInputStream(bytes), "", blocks);
            return "xml";
        } catch (NotInspected broken) {
            blocks.goOn(broken);
            return PlainText.read(PlainText.decode(bytes, charset), blocks);
        }
    }

    private static String json(String text, Blocks blocks) throws IOException {
        return JsonText.read(text, blocks) ? "json" : PlainText.read(text, blocks);
    }

    /** A zip behind a picture or a text is as easily opened as one that stands alone. */
    private void behind(byte[] bytes, Blocks blocks, int depth) throws IOException {
        try {
            zip(bytes, blocks, depth);
        } catch (IOException broken) {
            blocks.goOn(broken);
        }
    }

    private String zip(byte[] bytes, Blocks blocks, int depth) throws IOException {
        budget.checkDepth(depth);
        Zip zip = new Zip(bytes, budget);
        String kind = Office.kind(zip);
        String open = kind.equals("zip") ? OpenDocument.kind(zip) : "";
        if (!open.isEmpty()) {
            new OpenDocument(zip, blocks, this, depth).read(open);
            return open;
        }
        if (kind.equals("zip")) {
            new Archive(this, blocks, depth).zip(zip);
        } else {
            new Office(zip, blocks, this, depth).read();
        }
        return kind;
    }
}
