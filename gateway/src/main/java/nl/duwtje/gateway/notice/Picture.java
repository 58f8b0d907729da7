package nl.duwtje.gateway.notice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The audience in words and boxes: which people outside see whose address, a box for each domain. The same in notice, plain text and page.
 *
 * @param heading  above it
 * @param sentence who sees whom; empty when nobody sees anybody
 * @param boxes    one for each domain
 * @param more     "and 3 other organisations"; empty when none
 * @param legend   what a mark means; empty when there is none
 */
public record Picture(String heading, String sentence, List<Box> boxes, String more, String legend) {

    public static final Picture NONE = new Picture("", "", List.of(), "", "");

    /**
     * One domain.
     *
     * @param count  how many people
     * @param people that number in words
     * @param mark   "first time"; empty when not
     * @param names  the first few addresses, those that are new marked when the domain is not
     * @param seen   who can read these addresses; empty when not known
     */
    public record Box(String domain, int count, String people, String mark, String names, String seen) {}

    public boolean isPresent() {
        return !boxes.isEmpty();
    }

    /** @param recipients all of the message, for "visible to all 12 recipients"; 0: nothing is said about who sees whom */
    public static Picture of(Audience audience, int recipients, String heading, Texts texts, String language) {
        Said said = new Said(texts, language, recipients);
        boolean others = recipients > 1 && audience.visible() > 0;
        return new Picture(heading,
                others ? said.say("notice.audience-sentence", recipients, audience.visible()) : "",
                audience.groups().stream().map(said::box).toList(),
                audience.moreDomains() == 0 ? "" : said.say("notice.audience-more-domains", audience.moreDomains()),
                audience.newcomers() == 0 ? "" : said.say("notice.audience-legend"));
    }

    private record Said(Texts texts, String language, int recipients) {

        String say(String key, Object... values) {
            return texts.text(language, key, values);
        }

        Box box(Audience.Group group) {
            String names = group.people().stream()
                    .map(one -> one.isNew() && !group.isNew() ? one.address() + " (" + say("notice.audience-new") + ")" : one.address())
                    .collect(Collectors.joining(", "));
            return new Box(group.domain(), group.count(), say("page.audience-count", group.count()),
                    group.isNew() ? say("notice.audience-new") : "",
                    group.more() == 0 ? names : names + " " + say("notice.audience-more", group.more()), seen(group));
        }

        private String seen(Audience.Group group) {
            if (recipients < 2) {
                return "";
            }
            return group.visible() == 0
                    ? say("notice.audience-hidden")
                    : group.visible() == group.count()
                            ? say("notice.audience-visible", recipients)
                            : say("notice.audience-partly", group.visible(), recipients);
        }
    }
}
