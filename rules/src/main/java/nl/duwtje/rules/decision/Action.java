package nl.duwtje.rules.decision;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What happens to the bytes of a leg; carried out by a mailet of the same name. */
public sealed interface Action {

    /** To, Cc, Resent-* and Bcc give way to {@code To: undisclosed-recipients:;} or the sender's address. The envelope stays. */
    record HideRecipients() implements Action {}

    /** Each recipient gets a copy of their own with only their own address in To. */
    record OneByOne() implements Action {}

    /**
     * The parts with these attachments give way to a line of text that says so; never in a signed or encrypted message.
     *
     * @param names as in {@code Attachment.name()}; where one of them cannot be found, all attachments go
     * @param note  what stands in their place
     */
    record WithoutAttachments(java.util.List<String> names, String note) implements Action {
        public WithoutAttachments {
            names = java.util.List.copyOf(names);
        }
    }

    /** A banner above the text; {@code key} names it in {@code texts}. */
    record Banner(String key) implements Action {}

    /**
     * One more header field.
     *
     * @param name  1 to 70 printable ASCII characters without a colon, and not the name of a field that means something to mail programs
     * @param value at most 2,000 characters; line ends and control characters become blanks, so that it cannot begin another field
     */
    record Tag(String name, String value) implements Action {

        private static final int MAX_NAME = 70;
        private static final int MAX_VALUE = 2000;
        private static final Set<String> RESERVED = Set.of("from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id",
                "mime-version", "received", "return-path", "duwtje-seen", "dkim-signature");

        /** @throws IllegalArgumentException when there is something {@link #wrongWith} the name */
        public Tag {
            wrongWith(name).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
            StringBuilder clean = new StringBuilder();
            value.strip().codePoints().limit(MAX_VALUE).forEach(c -> clean.appendCodePoint(isLineOrControl(c) ? ' ' : c));
            value = clean.toString();
        }

        /** What keeps a text from being a tag's name; empty when nothing does. */
        public static Optional<String> wrongWith(String name) {
            if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == ':')) {
                return Optional.of("\"" + name.strip() + "\" is not the name of a header field: 1 to " + MAX_NAME
                        + " letters, digits and dashes, like X-Classification");
            }
            String lower = name.toLowerCase(Locale.ROOT);
            return RESERVED.contains(lower) || lower.startsWith("content-") || lower.startsWith("resent-")
                    ? Optional.of("\"" + name + "\" names a field that a tag may not write; take a name like X-Classification")
                    : Optional.empty();
        }

        private static boolean isLineOrControl(int c) {
            return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
        }
    }
}
