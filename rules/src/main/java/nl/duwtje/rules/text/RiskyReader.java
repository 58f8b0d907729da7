package nl.duwtje.rules.text;

import java.io.IOException;

/**
 * Reads the formats whose parsers are large and were written for files that mean well: PDF, old Office, MSG, TNEF, RTF, 7z. The gateway's reads
 * them in child JVMs; {@link nl.duwtje.rules.text.risky.RiskyFormats} reads them where it is called. Safe for all threads.
 */
@FunctionalInterface
public interface RiskyReader {

    /** Reads none: they are "unsupported". */
    RiskyReader NONE = (kind, bytes, sink) -> {
        throw new NotInspected(NotInspected.UNSUPPORTED);
    };

    /**
     * Reads one file.
     *
     * @param kind what its first bytes say: "pdf", "doc", "xls", "ppt", "msg", "ole", "tnef", "rtf", "7z"
     * @param sink takes what is found, and ends the reading when a limit is reached
     * @return what it is, perhaps more exact than {@code kind}
     * @throws NotInspected when it cannot be read, with the reason
     * @throws IOException  when it is broken
     */
    String read(String kind, byte[] bytes, Sink sink) throws IOException;
}
