package nl.duwtje.gateway.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import nl.duwtje.gateway.demo.Letter.Attachment;

/** The mails to pick from, in each language: everyday office mail, to people who do not exist. */
final class Samples {

    private static final String SANNE = Cast.SANNE.address();
    private static final String KARIM = Cast.ALL.get(1).address();

    private Samples() {}

    /** By a short name that is the same in each language, in the order in which they are shown. */
    static Map<String, Letter> in(String language) {
        return language.equals("en") ? english() : dutch();
    }

    private static Map<String, Letter> dutch() {
        Map<String, Letter> letters = new LinkedHashMap<>();
        letters.put("ordinary", new Letter(SANNE, List.of("info@bouwbedrijf.test"), "Planning week 48",
                "Beste mevrouw Jansen,\n\nDe planning voor week 48 is rond.\n\nGroet,\nSanne", Attachment.NONE));
        letters.put("confidential", new Letter(SANNE, List.of("advies@juristen.test"), "VERTROUWELIJK: concept-advies",
                "Beste Karel,\n\nHierbij het concept-advies.\n\nGroet,\nSanne", Attachment.NONE));
        letters.put("twelve", new Letter(SANNE, residents(12), "Uitnodiging bewonersavond",
                "Beste bewoners,\n\nU bent van harte welkom op dinsdag 8 december.\n\nGroet,\nSanne", Attachment.NONE));
        letters.put("six", new Letter(KARIM, residents(6), "Uitnodiging inloopspreekuur",
                "Beste mensen,\n\nDonderdag is er weer een inloopspreekuur over uw uitkering. Komt u ook?\n\nGroet,\nKarim",
                Attachment.NONE));
        letters.put("pupils", new Letter(SANNE, List.of("planning@vervoerder.test"), "Lijst leerlingenvervoer",
                "Beste collega,\n\nIn de bijlage de lijst.\n\nGroet,\nSanne", Attachment.PUPILS));
        return letters;
    }

    private static Map<String, Letter> english() {
        Map<String, Letter> letters = new LinkedHashMap<>();
        letters.put("ordinary", new Letter(SANNE, List.of("info@bouwbedrijf.test"), "Planning for week 48",
                "Dear Mrs Jansen,\n\nThe planning for week 48 is ready. Please let me know if it suits you.\n\nKind regards,\nSanne",
                Attachment.NONE));
        letters.put("confidential", new Letter(SANNE, List.of("advies@juristen.test"), "CONFIDENTIAL: draft advice",
                "Dear Karel,\n\nThis is the draft of the advice that we talked about.\n\nKind regards,\nSanne", Attachment.NONE));
        letters.put("twelve", new Letter(SANNE, residents(12), "Invitation to the residents' evening",
                "Dear residents,\n\nYou are welcome on Tuesday the 8th of December. We will have coffee for you.\n\nKind regards,\nSanne",
                Attachment.NONE));
        letters.put("six", new Letter(KARIM, residents(6), "Invitation to our open hour",
                "Dear all,\n\nOn Thursday there is an open hour about your benefits. Will you be there?\n\nKind regards,\nKarim",
                Attachment.NONE));
        letters.put("pupils", new Letter(SANNE, List.of("planning@vervoerder.test"), "List for the school transport",
                "Dear colleague,\n\nThe list that you asked for is in the attachment.\n\nKind regards,\nSanne", Attachment.PUPILS));
        return letters;
    }

    private static List<String> residents(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "bewoner" + i + "@wijk" + i + ".test").toList();
    }
}
