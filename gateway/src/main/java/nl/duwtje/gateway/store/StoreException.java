package nl.duwtje.gateway.store;

/** The store could not do what was asked: nothing of it was done. For an SMTP client this is 451. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
