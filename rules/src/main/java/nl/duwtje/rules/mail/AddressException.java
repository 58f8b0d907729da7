package nl.duwtje.rules.mail;

/** A text is not one mailbox. The message says why, in words fit for a log. */
public final class AddressException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private final String reason;

    AddressException(String address, String reason) {
        super("address \"" + address + "\" " + reason);
        this.reason = reason;
    }

    /** The reason without the address: "has no local part". */
    public String reason() {
        return reason;
    }
}
