package nl.duwtje.gateway.store;

import java.util.Optional;

/** What a sender can answer. The written names are a contract: forms and scripts use them. */
public enum Choice {
    SEND("send"), SEND_HIDDEN("send-hidden"), SEND_ONE_BY_ONE("send-one-by-one"), SEND_WITHOUT_ATTACHMENT(
            "send-without-attachment"), SEND_INSIDE_ONLY("send-inside-only"), CANCEL("cancel"), ASK_AMBASSADOR("ask-ambassador");

    private final String written;

    Choice(String written) {
        this.written = written;
    }

    public String written() {
        return written;
    }

    /** Whether a mail that was not sent in time can still be answered so: every way of sending it. */
    public boolean sends() {
        return this != CANCEL && this != ASK_AMBASSADOR;
    }

    /** Empty when it is none of ours. */
    public static Optional<Choice> of(String written) {
        for (Choice choice : values()) {
            if (choice.written.equals(written)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
