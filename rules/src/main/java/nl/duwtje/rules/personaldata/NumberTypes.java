package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

/**
 * Of which types a number has the shape and passes the check: by how many digits it has, how they are grouped and what stands between. Its fields are
 * used again for every number; not safe for several threads.
 */
final class NumberTypes {

    private final int[] d;
    private int digits;
    private long mask;
    private byte alone;
    private boolean weak;

    /** @param d the digits, written anew for each number */
    NumberTypes(int[] d) {
        this.d = d;
    }

    /** The types it may be. */
    long mask() {
        return mask;
    }

    /** How sure one may be of the first of its types without any evidence. */
    byte alone() {
        return alone;
    }

    /** Its shape makes it unlikely: such a one needs a label. */
    boolean weak() {
        return weak;
    }

    /**
     * Reads the first {@code count} digits.
     *
     * @param lengths the lengths of the groups, four bits each
     * @param kinds   what stands between them
     * @return whether they may be anything
     */
    boolean read(int count, long lengths, int kinds) {
        digits = count;
        mask = 0;
        alone = Sweep.NONE;
        weak = false;
        types(lengths, kinds);
        return mask != 0;
    }

    private void types(long lengths, int kinds) {
        boolean whole = kinds == 0;
        boolean oneKind = (kinds & kinds - 1) == 0 && kinds != Numbers.SLASH;
        switch (digits) {
            case 8 -> eight(lengths, whole, oneKind);
            case 9 -> nine(lengths, kinds, oneKind);
            case 10 -> ten(lengths, kinds, whole);
            case 11 -> eleven(lengths, kinds, whole);
            case 12 -> add(NATIONAL_ID_SE, (whole || lengths == 0x84 && kinds == Numbers.HYPHEN) && SwedishNumber.passes(d, 2));
            case 13 -> thirteen(lengths, whole, oneKind);
            default -> cards(lengths, whole, oneKind);
        }
    }

    private void add(Type type, boolean passes) {
        mask |= passes ? type.bit() : 0;
    }

    private void eight(long lengths, boolean whole, boolean oneKind) {
        add(BSN, (whole || oneKind && lengths == 0x332) && d[0] != 0 && Bsn.passes(d, 8));
        add(AGB, whole || oneKind && lengths == 0x26);
        weak = true;
    }

    private void nine(long lengths, int kinds, boolean oneKind) {
        boolean plain = lengths == 9 || lengths == 0x333;
        boolean parted = lengths == 0x423 || lengths == 0x2223 || lengths == 0x111111111L;
        if (oneKind && (plain || parted)) {
            add(BSN, Bsn.passes(d, Bsn.DIGITS));
            weak = lengths == 0x111111111L || lengths == 0x2223;
        }
        if (oneKind && plain) {
            add(EDUCATION_NUMBER, EducationNumber.passes(d));
            add(NATIONAL_ID_PT, PortugueseNif.passes(d));
        }
        if (lengths == 9 || lengths == 0x324 && (kinds == Numbers.HYPHEN || kinds == Numbers.SPACE)) {
            add(NATIONAL_ID_US, AmericanSsn.passes(d));
            alone = lengths == 0x324 && kinds == Numbers.HYPHEN ? Sweep.LOW : Sweep.NONE;
        }
    }

    private void ten(long lengths, int kinds, boolean whole) {
        boolean parted = lengths == 0x64 && (kinds == Numbers.HYPHEN || kinds == Numbers.SPACE);
        if (whole || lengths == 0x334 || lengths == 0x433 || lengths == 0x22222) {
            add(A_NUMMER, kinds != Numbers.SLASH && ANummer.passes(d));
        }
        if (whole) {
            mask |= DRIVING_LICENCE.bit() | RESIDENCE_DOCUMENT.bit();
            add(NATIONAL_ID_BG, BulgarianEgn.passes(d));
        }
        if (whole || lengths == 0x334 && kinds != Numbers.SLASH) {
            add(NATIONAL_ID_GB, NhsNumber.passes(d));
        }
        if (whole || lengths == 0x46 && kinds != Numbers.SLASH) {
            add(NATIONAL_ID_AT, AustrianNumber.passes(d));
        }
        if (whole || parted) {
            add(NATIONAL_ID_DK, DanishCpr.passes(d));
            add(NATIONAL_ID_SE, SwedishNumber.passes(d, 0));
        }
        add(NATIONAL_ID_FI, lengths == 0x64 && kinds == Numbers.HYPHEN && FinnishHetu.passes(d, (char) ('0' + d[9])));
        if ((whole || lengths == 0x64 && (kinds == Numbers.SLASH || kinds == Numbers.HYPHEN || kinds == Numbers.SPACE))
                && CzechNumber.passes(d)) {
            mask |= NATIONAL_ID_CZ.bit() | NATIONAL_ID_SK.bit();
            alone = kinds == Numbers.SLASH ? Sweep.LOW : Sweep.NONE;
        }
    }

    private void eleven(long lengths, int kinds, boolean whole) {
        if (whole || lengths == 0x22232 || lengths == 0x632 || lengths == 0x65 || lengths == 0x2225) {
            add(NATIONAL_ID_BE, BelgianNumber.passes(d));
            alone = mask != 0 && lengths == 0x22232 && (kinds & Numbers.HYPHEN) != 0 ? Sweep.HIGH : Sweep.NONE;
        }
        if (whole || (lengths == 0x2333 || lengths == 0x3332 || lengths == 0x335) && kinds == Numbers.SPACE) {
            add(NATIONAL_ID_DE, GermanTaxId.passes(d));
            add(NATIONAL_ID_HR, CroatianOib.passes(d));
        }
        if (whole) {
            mask |= BIG.bit();
            add(NATIONAL_ID_PL, Pesel.passes(d));
            add(NATIONAL_ID_GR, GreekAmka.passes(d));
            if (BalticCode.passes(d)) {
                mask |= NATIONAL_ID_EE.bit() | NATIONAL_ID_LT.bit();
            }
        }
        add(NATIONAL_ID_NO, (whole || lengths == 0x65 && kinds != Numbers.SLASH) && NorwegianNumber.passes(d));
    }

    private void thirteen(long lengths, boolean whole, boolean oneKind) {
        if (whole || lengths == 0x3442 && oneKind) {
            add(NATIONAL_ID_CH, SwissAhv.passes(d));
            alone = mask != 0 && !whole ? Sweep.HIGH : Sweep.NONE;
        }
        if (whole || oneKind && (lengths == 0x85 || lengths == 0x42232L || lengths == 0x4225)) {
            add(NATIONAL_ID_LU, LuxembourgNumber.passes(d));
        }
        if (whole) {
            add(NATIONAL_ID_RO, RomanianCnp.passes(d));
            add(CARD, Card.passes(d, 13));
        }
    }

    private void cards(long lengths, boolean whole, boolean oneKind) {
        if (digits == 15 && (whole || lengths == 0x1222332 || lengths == 0xd2) && FrenchNir.passes(d)) {
            mask |= NATIONAL_ID_FR.bit();
            alone = whole ? Sweep.LOW : Sweep.HIGH; // one in a thousand numbers of fifteen digits passes
            return;
        }
        boolean grouped = oneKind && (lengths == 0x4444 || lengths == 0x465 || lengths == 0x464 || lengths == 0x44443 || lengths == 0x4446);
        if (whole || grouped) {
            add(CARD, Card.passes(d, digits));
            alone = grouped && mask != 0 ? Sweep.MEDIUM : Sweep.NONE;
        }
    }
}
