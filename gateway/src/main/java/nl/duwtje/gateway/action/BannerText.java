package nl.duwtje.gateway.action;

/**
 * A banner as it stands in the texts.
 *
 * @param text for text/plain parts, one or more lines
 * @param html for text/html parts, a fragment that is trusted as it is; empty: made from {@code text}
 */
public record BannerText(String text, String html) {

    /** Finds a banner; throws IllegalArgumentException for a key that is not there. */
    @FunctionalInterface
    public interface Source {
        BannerText of(String key, String language);
    }
}
