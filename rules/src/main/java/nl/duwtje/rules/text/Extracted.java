package nl.duwtje.rules.text;

import java.util.List;

/**
 * What came out of one file.
 *
 * @param type         what the bytes are: "xlsx", "docx", "pptx", "zip", "odt", "ods", "odp", "odf", "csv", "text", "html", "xml", "json", "calendar", "vcard", "message", "pdf",
 *                     "doc", "xls", "ppt", "msg", "ole", "rtf", "tnef", "7z", "rar", "gz", "tar", "image", "media", "program", "encrypted", "empty",
 *                     "unknown"
 * @param blocks       its text, also what was read before something went wrong
 * @param encrypted    something in it is protected by a password
 * @param notInspected the first reason why not all of it was read; empty when all was
 */
public record Extracted(String type, List<Block> blocks, boolean encrypted, String notInspected) {

    public Extracted {
        blocks = List.copyOf(blocks);
    }

    /** Read to the end. */
    public boolean inspected() {
        return notInspected.isEmpty();
    }
}
