package nl.duwtje.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code policy.yaml} says of personal data when it says nothing: one identifier of a person is enough, accounts and contact details are not. */
final class DefaultLimits {

    private static final String[] ONE_IS_ENOUGH = {"BSN", "A_NUMMER", "ID_DOCUMENT", "DRIVING_LICENCE", "RESIDENCE_DOCUMENT", "MRZ",
            "EDUCATION_NUMBER",
            "CARD", "HEALTH"};
    private static final String[] COUNTRIES = {"BE", "DE", "FR", "ES", "IT", "PL", "GB", "LU", "AT", "DK", "SE", "NO", "FI", "PT", "IE",
            "CZ", "SK", "RO",
            "BG", "HR", "GR", "EE", "LT", "CH", "US"};

    private DefaultLimits() {}

    static Map<String, Integer> personalData() {
        Map<String, Integer> limits = new LinkedHashMap<>();
        for (String type : ONE_IS_ENOUGH) {
            limits.put(type, 1);
        }
        for (String country : COUNTRIES) {
            limits.put("NATIONAL_ID_" + country, 1);
        }
        limits.put("PERSONS", 5);
        limits.put("IBAN", 3);
        limits.put("EMAIL", 20);
        limits.put("PHONE", 20);
        return Map.copyOf(limits);
    }
}
