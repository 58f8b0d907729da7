package nl.duwtje.loadtest.mail;

import java.util.List;

/**
 * One message with its envelope, but for the Message-ID, which differs each time it is sent.
 *
 * @param kind       what it is like: "thread", "xlsx"
 * @param sender     reverse-path
 * @param recipients at least one
 * @param content    header section without Message-ID, empty line, body; every line ends in CRLF. Not to be changed
 */
public record Sample(String kind, String sender, List<String> recipients, byte[] content) {

    public Sample {
        recipients = List.copyOf(recipients);
    }
}
