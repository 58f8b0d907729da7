package nl.duwtje.gateway.smtp;

/** The SMTP server cannot start; the message names the key and the reason. */
public final class SmtpStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SmtpStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
