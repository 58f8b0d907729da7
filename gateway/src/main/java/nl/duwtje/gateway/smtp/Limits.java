package nl.duwtje.gateway.smtp;

import java.time.Duration;

/**
 * Bounds that no operator needs to set.
 *
 * @param commandLine    bytes of one command with its CRLF (RFC 5321 section 4.5.3.1.4, RFC 3461 section 5: more than 1,012)
 * @param errors         commands that are no SMTP, in a row without an accepted message, before 421
 * @param junk           commands that lead nowhere (NOOP, RSET, EHLO ...), likewise
 * @param headerSection  bytes before the empty line
 * @param bytesPerSecond what a client must send on average during a body
 * @param grace          how long a body may take whatever its rate
 * @param memory         bytes of messages in memory at once, over all sessions; what does not fit goes to a temp file
 */
record Limits(int commandLine, int errors, int junk, int headerSection, int bytesPerSecond, Duration grace, long memory) {

    static final Limits DEFAULT = new Limits(2048, 20, 100, 1 << 20, 500, Duration.ofSeconds(30),
            Math.max(32L << 20, Runtime.getRuntime().maxMemory() / 4));
}
