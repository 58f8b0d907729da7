package nl.duwtje.gateway.action;

/** A mailet could not do its work: nothing of the message may leave now. For an SMTP client this is 451, for the outbox a retry. */
public final class ActionException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String mailet;

    public ActionException(String mailet, String reason, Throwable cause) {
        super(mailet + ": " + reason, cause);
        this.mailet = mailet;
    }

    /** The class name of the mailet. */
    public String mailet() {
        return mailet;
    }
}
