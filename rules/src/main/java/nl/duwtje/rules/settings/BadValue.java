package nl.duwtje.rules.settings;

/** Thrown by a settings record that refuses a value: names the key within the record and what is allowed. */
public final class BadValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private final String key;

    /**
     * @param key    within the record, as written in the file: "max-recipients"; empty for the record as a whole
     * @param reason goes behind the value: "must be 1 to 50000"
     */
    public BadValue(String key, String reason) {
        super(reason);
        this.key = key;
    }

    public String key() {
        return key;
    }
}
