package nl.duwtje.rules.decision;

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

    /** One more header field. */
    record Tag(String name, String value) implements Action {}
}
