/** The leaf everyone may import: addresses, envelope, bytes, replies. Knows SMTP's words (RFC 5321) and nothing else of ours; no library. */
package nl.duwtje.rules.mail;
