package nl.duwtje.rules.mime;

/**
 * One header field, by its place in the bytes. Offsets are bytes from the start of the outline's buffer.
 *
 * @param name      as written, without blanks and control characters around it; compare without regard to case
 * @param from      its first byte
 * @param valueFrom the byte behind its colon
 * @param to        behind the line end of its last line (exclusive): {@code from..to} is the whole field
 */
public record HeaderField(String name, long from, long valueFrom, long to) {

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
