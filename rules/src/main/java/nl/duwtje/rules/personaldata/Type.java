package nl.duwtje.rules.personaldata;

/** The types of personal data that are built in. Their names are what policy.yaml, the texts and the output of a scan call them. */
enum Type {
    BSN, A_NUMMER, ID_DOCUMENT, DRIVING_LICENCE, RESIDENCE_DOCUMENT, MRZ, EDUCATION_NUMBER, IBAN, CARD, PHONE, EMAIL, POSTCODE_ADDRESS, LICENCE_PLATE, DATE_OF_BIRTH, HEALTH, BIG, AGB, NATIONAL_ID_BE, NATIONAL_ID_DE, NATIONAL_ID_FR, NATIONAL_ID_ES, NATIONAL_ID_IT, NATIONAL_ID_PL, NATIONAL_ID_GB, NATIONAL_ID_LU, NATIONAL_ID_AT, NATIONAL_ID_DK, NATIONAL_ID_SE, NATIONAL_ID_NO, NATIONAL_ID_FI, NATIONAL_ID_PT, NATIONAL_ID_IE, NATIONAL_ID_CZ, NATIONAL_ID_SK, NATIONAL_ID_RO, NATIONAL_ID_BG, NATIONAL_ID_HR, NATIONAL_ID_GR, NATIONAL_ID_EE, NATIONAL_ID_LT, NATIONAL_ID_CH, NATIONAL_ID_US;

    private static final Type[] ALL = values();

    /** The type in a set of types. */
    long bit() {
        return 1L << ordinal();
    }

    /** The first of a set of types, which is not empty. */
    static Type first(long set) {
        return ALL[Long.numberOfTrailingZeros(set)];
    }
}
