package nl.duwtje.rules.mail;

/**
 * What a server offered in its EHLO reply, as far as we use it.
 *
 * @param size the SIZE limit in bytes (RFC 1870): 0 when offered without limit, -1 when not offered
 */
public record Extensions(boolean pipelining, boolean eightBitMime, boolean smtpUtf8, boolean dsn, boolean chunking, boolean startTls,
        long size) {

    /** A server that offers nothing. */
    public static final Extensions NONE = new Extensions(false, false, false, false, false, false, -1);
}
