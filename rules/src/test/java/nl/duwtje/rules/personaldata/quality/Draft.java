package nl.duwtje.rules.personaldata.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A paper being written: remembers where each value came to stand. */
final class Draft {

    private final StringBuilder text = new StringBuilder();
    private final List<Paper.Mark> marks = new ArrayList<>();
    private final List<Paper.Mark> allowed = new ArrayList<>();
    private final Random random;
    private final DutchNumbers dutch;
    private final Fillers fillers;

    Draft(Random random) {
        this.random = random;
        dutch = new DutchNumbers(random);
        fillers = new Fillers(random, dutch);
    }

    Draft say(String words) {
        text.append(words);
        return this;
    }

    Draft must(String type, String value) {
        marks.add(new Paper.Mark(type, text.length(), text.length() + value.length()));
        text.append(value);
        return this;
    }

    Draft may(String type, String value) {
        allowed.add(new Paper.Mark(type, text.length(), text.length() + value.length()));
        text.append(value);
        return this;
    }

    int length() {
        return text.length();
    }

    Paper paper(String id, Boolean nudge) {
        return new Paper(id, text.toString(), List.copyOf(marks), List.copyOf(allowed), nudge);
    }

    /** Writes what a placeholder names; one that nobody knows stays as it is, such as the braces of JSON. */
    void value(String name, String literal) {
        if (name.startsWith("ID") && name.length() > 3 && name.equals(name.toUpperCase(java.util.Locale.ROOT))) {
            String which = name.substring(2);
            String country = which.startsWith("NHS") || which.startsWith("NINO") ? "GB" : which.substring(0, 2);
            must("NATIONAL_ID_" + country, new ForeignNumbers(random).of(which));
            return;
        }
        switch (name) {
            case "BSN" -> must("BSN", dutch.written(dutch.bsn()));
            case "BSN9" -> must("BSN", dutch.bsn());
            case "BSN8" -> must("BSN", dutch.bsnFromZero());
            case "BSNODD" -> must("BSN", dutch.odd(dutch.bsn()));
            case "BSNDOT" -> must("BSN", DutchNumbers.group(dutch.bsn(), ".", 3, 3, 3));
            case "BSNSPLIT" -> must("BSN", DutchNumbers.group(dutch.bsn(), " ", 1, 1, 1, 1, 1, 1, 1, 1, 1));
            case "BSN4DOT" -> must("BSN", DutchNumbers.group(dutch.bsn(), ".", 4, 2, 3));
            case "BSN4SP" -> must("BSN", DutchNumbers.group(dutch.bsn(), " ", 4, 2, 3));
            case "BSNDASH" -> must("BSN", DutchNumbers.group(dutch.bsn(), "-", 3, 3, 3));
            case "BSN3SP" -> must("BSN", DutchNumbers.group(dutch.bsn(), " ", 3, 3, 3));
            case "BSNINT" -> must("BSN", dutch.bsn().replaceFirst("^0", ""));
            case "BSNNB" -> must("BSN", DutchNumbers.group(dutch.bsn(), "\u00a0", 3, 3, 3));
            case "BSNZW" -> must("BSN", DutchNumbers.group(dutch.bsn(), "\u200b", 3, 3, 3));
            case "IBAN9" -> must("IBAN", dutch.iban());
            case "dobx" -> may("DATE_OF_BIRTH", dutch.date("dd-MM-yyyy", 1935, 2017));
            case "dobiso" -> may("DATE_OF_BIRTH", dutch.date("yyyy-MM-dd", 1935, 2017));
            case "CARD16" -> must("CARD", ForeignNumbers.withLuhn("4" + dutch.digits(14)));
            case "dobc" -> may("DATE_OF_BIRTH", dutch.date("yyyyMMdd", 1935, 2017));
            case "pcx" -> may("POSTCODE_ADDRESS", dutch.postcode().replace(" ", ""));
            case "tel10" -> may("PHONE", dutch.tenDigits());
            case "V10" -> may("RESIDENCE_DOCUMENT", "2" + dutch.digits(9));
            case "ANR" -> must("A_NUMMER", dutch.aNumber());
            case "DOC" -> must("ID_DOCUMENT", dutch.document());
            case "LICENCE" -> must("DRIVING_LICENCE", (3 + random.nextInt(6)) + dutch.digits(9));
            case "VNR" -> must("RESIDENCE_DOCUMENT", dutch.residence());
            case "MRZ" -> must("MRZ", dutch.passportLines(fillers.surname(), fillers.first()));
            case "MRZID" -> must("MRZ", dutch.cardLines(fillers.surname(), fillers.first()));
            case "OWN" -> must("EDUCATION_NUMBER", dutch.educationNumber());
            case "IBAN" -> must("IBAN", dutch.writtenIban(dutch.iban()));
            case "IBANX" -> must("IBAN", dutch.writtenIban(dutch.foreignIban()));
            case "CARD" -> must("CARD", dutch.card());
            case "PHONE" -> must("PHONE", dutch.phone());
            case "EMAIL" -> must("EMAIL", fillers.address());
            case "DOB" -> must("DATE_OF_BIRTH", dutch.birth());
            case "PLATE" -> must("LICENCE_PLATE", dutch.plate());
            case "BIG" -> must("BIG", pick("1", "4", "7", "9", "2") + "90" + dutch.digits(8));
            case "AGB" -> must("AGB", pick("01", "03", "84", "07") + dutch.digits(6));
            case "HOME" -> must("POSTCODE_ADDRESS", dutch.postcode()).say(" " + (1 + random.nextInt(250)));
            case "dob" -> may("DATE_OF_BIRTH", dutch.birth());
            case "iban" -> may("IBAN", dutch.writtenIban(dutch.iban()));
            case "tel" -> may("PHONE", dutch.phone());
            case "mail" -> may("EMAIL", fillers.address());
            case "pc" -> may("POSTCODE_ADDRESS", dutch.postcode());
            case "plate" -> may("LICENCE_PLATE", dutch.plate());
            default -> {
                String filler = fillers.of(name);
                say(filler == null ? literal : filler);
            }
        }
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
