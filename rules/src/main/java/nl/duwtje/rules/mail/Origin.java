package nl.duwtje.rules.mail;

/**
 * Where a message came in: what our Received header and the log tell of the session.
 *
 * @param clientAddress the IP address as a literal ("127.0.0.1", "2001:db8::1"); never a looked-up name
 * @param helo          what the client said in EHLO or HELO, already reduced to printable ASCII
 * @param esmtp         whether it said EHLO
 * @param tls           protocol and cipher ("TLSv1.3 TLS_AES_256_GCM_SHA384"), empty for plain text
 */
public record Origin(String clientAddress, String helo, boolean esmtp, String tls) {

    /** The "with" protocol type of RFC 3848: SMTP, ESMTP or ESMTPS. */
    public String protocol() {
        return !esmtp ? "SMTP" : tls.isEmpty() ? "ESMTP" : "ESMTPS";
    }
}
