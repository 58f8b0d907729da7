package nl.duwtje.loadtest.mail;

import java.util.List;
import java.util.Random;

/** Sentences of an invented municipality, Dutch and English. */
final class Words {

    private static final List<String> DUTCH = List.of("Hierbij stuur ik je de stukken voor het overleg van donderdag.",
            "Kun je voor vrijdag laten weten of de planning nog klopt?", "De aannemer begint in week 12 met de werkzaamheden aan de Kade.",
            "Bijgaand vind je het verslag van de vorige bijeenkomst, met de actielijst onderaan.",
            "We hebben 24 aanmeldingen binnen, dat is meer dan vorig jaar.", "Ik ben woensdag vrij; Pieter neemt waar.",
            "De offerte van 12.450,00 euro ligt ter goedkeuring bij de directie.", "Zaaknummer Z-2026-004817 staat nog open.",
            "Graag tot morgen om 10:30 uur in de raadzaal, tweede etage.",
            "Het factuurnummer is 20261187 en de termijn loopt tot 31 maart.",
            "Dank voor je snelle reactie, dat scheelt ons een hoop werk.",
            "De bewoners krijgen volgende week een brief over de omleiding, ook in het café en de winkels.",
            "Zullen we het ontwerp eerst samen doornemen voordat het naar de commissie gaat?",
            "Je bereikt ons op werkdagen tussen 9 en 17 uur op 020 555 01 37.");
    private static final List<String> ENGLISH = List.of("Please find the documents for Thursday's meeting below.",
            "Could you let me know by Friday whether the planning still holds?",
            "The contractor starts work on the quay in week 12, weather permitting.",
            "The minutes of the last meeting are attached, with the action list at the end.",
            "We received 24 registrations so far, which is more than last year.", "I am out on Wednesday; Pieter is standing in for me.",
            "The quote of EUR 12,450.00 is with the board for approval.", "Case number Z-2026-004817 is still open.",
            "See you tomorrow at 10:30 in the council room on the second floor.",
            "The invoice number is 20261187 and payment is due by 31 March.", "Thanks for your quick reply, that saves us a lot of work.",
            "Residents will get a letter about the diversion next week.",
            "Shall we go through the design together before it goes to the committee?",
            "You can reach us on weekdays from 9 to 17 on 020 555 01 37.");
    private static final List<String> SUBJECTS = List.of("Planning Kade", "Stukken overleg donderdag", "Verslag en actielijst",
            "Offerte straatmeubilair", "Minutes and action list", "Design review", "Bewonersavond", "Re: aanmeldingen", "Invoice 20261187");
    private static final List<String> INSIDE = List.of("sanne.devries", "pieter.bakker", "fatima.elamrani", "joost.vandijk", "anna.visser");
    private static final List<String> OUTSIDE = List.of("info@bouwbedrijf.test", "planning@vervoerder.test", "advies@juristen.test",
            "k.jansen@ingenieurs.test", "office@consultants.test", "m.smit@bewoners.test");

    private final Random random;
    private final boolean dutch;

    Words(Random random) {
        this.random = random;
        this.dutch = random.nextInt(10) < 7;
    }

    String sentence() {
        return pick(dutch ? DUTCH : ENGLISH);
    }

    /** Lines of at most some 100 characters. */
    String paragraph(int sentences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            text.append(sentence()).append(i % 2 == 1 ? "\r\n" : " ");
        }
        return text.append("\r\n").toString();
    }

    String subject() {
        return pick(SUBJECTS);
    }

    String inside() {
        return pick(INSIDE) + "@" + Corpus.INSIDE_DOMAIN;
    }

    String outside() {
        return pick(OUTSIDE);
    }

    String greeting() {
        return dutch ? "Beste collega,\r\n\r\n" : "Dear colleague,\r\n\r\n";
    }

    String closing() {
        return dutch ? "\r\nMet vriendelijke groet,\r\n" : "\r\nKind regards,\r\n";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
