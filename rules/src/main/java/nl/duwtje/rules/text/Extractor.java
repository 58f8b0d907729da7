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

    /** @param nanos a clock of nanoseconds, {@code System::nanoTime} */
    public Extractor(ExtractLimits limits, LongSupplier nanos) {
        this.budget = new Budget(limits, nanos);
    }

    /**
     * Reads one file.
     *
     * @param declaredType its Content-Type, empty when unknown; tells only HTML fragments from plain text
     * @param charset      as declared for text, empty when not
     */
    public Extracted extract(byte[] bytes, String declaredType, String charset) {
        return extract(bytes, declaredType, charset, 1);
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
