package nl.duwtje.rules.decision;

/** What happens to the bytes of a leg; carried out by a mailet of the same name. */
public sealed interface Action {

    /** To, Cc, Resent-* and Bcc give way to {@code To: undisclosed-recipients:;} or the sender's address. The envelope stays. */
    record HideRecipients() implements Action {}

    /** Each recipient gets a copy of their own with only their own address in To. */
    record OneByOne() implements Action {}

    /** A banner above the text; {@code key} names it in {@code texts}. */
    record Banner(String key) implements Action {}

    /** One more header field. */
    record Tag(String name, String value) implements Action {}
}
