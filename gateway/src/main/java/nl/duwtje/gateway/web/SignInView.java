package nl.duwtje.gateway.web;

/**
 * A page before the page: somebody must sign in first. Plain texts.
 *
 * @param base  the path our pages live under, "" or "/duwtje"
 * @param link  where signing in begins; empty when that makes no sense now
 * @param label of the link
 */
public record SignInView(String language, String base, String title, String text, String link, String label, Words words) {

    public String otherLanguage() {
        return language.equals("nl") ? "en" : "nl";
    }
}
