package nl.duwtje.rules.settings;

/** A setting is wrong. The message is one line for the operator: file, line, key, value, what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }

    public SettingsException(String message, Throwable cause) {
        super(message, cause);
    }
}
