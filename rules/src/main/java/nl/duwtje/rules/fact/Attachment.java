package nl.duwtje.rules.fact;

/**
 * One part that a recipient could open, save or see: also those inside a forwarded message, not those inside an archive.
 *
 * @param name         file name, decoded, without control characters, numbers that may be somebody's hidden; empty when it has none
 * @param declaredType Content-Type as declared, lower case: "application/pdf"
 * @param type         what the bytes are, by content: "xlsx", "docx", "pdf", "zip", "csv", "text", "html", "image", "message", ... "unknown"
 * @param size         decoded size in bytes
 * @param inline       an image or style shown within the text (a logo), not a file that was attached
 * @param encrypted    protected by a password
 * @param inspected    whether its content was read to the end (false also when nobody had to look)
 * @param notInspected why not: "" | "not needed" | "encrypted" | "corrupt" | "too large" | "too deep" | "too slow" | "unsupported" | "image"
 */
public record Attachment(String name, String declaredType, String type, long size, boolean inline, boolean encrypted, boolean inspected,
        String notInspected) {

    /** Looked, and could not see: encrypted, corrupt, too large, too deep, too slow or of a kind we cannot read. Never "clean". */
    public boolean isNotInspectable() {
        return !inspected && !notInspected.isEmpty() && !notInspected.equals("not needed") && !notInspected.equals("image");
    }
}
