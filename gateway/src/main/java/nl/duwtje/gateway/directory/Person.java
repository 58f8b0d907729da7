package nl.duwtje.gateway.directory;

/**
 * What is known of one of our own addresses.
 *
 * @param department     its name; empty when not known
 * @param ambassador     who to ask first; {@link Ambassador#NONE} when nobody is named
 * @param language       "nl" or "en"; empty when not set, then the message's own language counts
 * @param serviceAccount an application, a scanner, a shared sender: observed only, never asked and never written to
 */
public record Person(String department, Ambassador ambassador, String language, boolean serviceAccount) {

    /** Nothing is known. */
    public static final Person UNKNOWN = new Person("", Ambassador.NONE, "", false);
}
