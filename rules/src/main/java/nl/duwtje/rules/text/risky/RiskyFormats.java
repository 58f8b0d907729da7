package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.io.UncheckedIOException;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.RiskyReader;
import nl.duwtje.rules.text.Sink;

/**
 * The readers themselves, in the JVM where this is called: meant for one that may die. An endless recursion ends as "too deep"; a full heap is the
 * caller's. Safe for all threads.
 */
public final class RiskyFormats implements RiskyReader {

    @Override
    public String read(String kind, byte[] bytes, Sink sink) throws IOException {
        try {
            return switch (kind) {
                case "pdf" -> {
                    new PdfText(sink).read(bytes);
                    yield kind;
                }
                case "doc", "xls", "ppt", "msg", "ole" -> CompoundText.read(bytes, sink);
                case "tnef" -> {
                    TnefText.read(bytes, sink);
                    yield kind;
                }
                case "rtf" -> {
                    RtfText.read(bytes, "", sink);
                    yield kind;
                }
                case "7z" -> {
                    SevenZipText.read(bytes, sink);
                    yield kind;
                }
                default -> throw new NotInspected(NotInspected.UNSUPPORTED);
            };
        } catch (UncheckedIOException limit) {
            throw limit.getCause();
        } catch (StackOverflowError endless) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
    }
}
