package nl.duwtje.gateway.notice;

import java.util.LinkedHashMap;
import java.util.Map;

import nl.duwtje.rules.settings.SettingsFile;

/** One file of texts: the sections of nl.yaml or en.yaml. Missing sections are empty. */
record TextsFile(Map<String, String> evidence, Map<String, String> types, Map<String, String> persons, Map<String, String> places,
        Map<String, String> reasons,
        Map<String, BannerText> banners,
        Map<String, String> notice, Map<String, String> page) {

    /** A banner in its two forms; {@code html} is put into the mail as it stands. */
    record BannerText(String text, String html) {
        BannerText {
            text = text == null ? "" : text;
            html = html == null ? "" : html;
        }
    }

    TextsFile {
        evidence = evidence == null ? Map.of() : evidence;
        types = types == null ? Map.of() : types;
        persons = persons == null ? Map.of() : persons;
        places = places == null ? Map.of() : places;
        reasons = reasons == null ? Map.of() : reasons;
        banners = banners == null ? Map.of() : banners;
        notice = notice == null ? Map.of() : notice;
        page = page == null ? Map.of() : page;
    }

    /** All texts under their full keys: "notice.held-subject", "banners.confidential.html". */
    static Map<String, String> flat(SettingsFile file) {
        TextsFile sections = file.as(TextsFile.class);
        Map<String, String> all = new LinkedHashMap<>();
        add(all, "evidence", sections.evidence);
        add(all, "types", sections.types);
        add(all, "persons", sections.persons);
        add(all, "places", sections.places);
        add(all, "reasons", sections.reasons);
        add(all, "notice", sections.notice);
        add(all, "page", sections.page);
        sections.banners.forEach((key, banner) -> {
            all.put("banners." + key + ".text", banner == null ? "" : banner.text());
            all.put("banners." + key + ".html", banner == null ? "" : banner.html());
        });
        return all;
    }

    private static void add(Map<String, String> all, String section, Map<String, String> texts) {
        texts.forEach((key, text) -> all.put(section + "." + key, text == null ? "" : text.strip()));
    }
}
