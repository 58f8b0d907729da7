package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.List;
import nl.duwtje.rules.fact.Strength;

/**
 * Weighs a candidate in running text by the words around it. The nearest label decides: one before it on the same line or within fifty
 * characters, or one right behind it. A label that says "something else" counts only for the first number behind it. What has neither is found only
 * when its form says enough: a formatted number with a strong check, a person right beside a BSN.
 */
final class ProseEvidence {

    /** Characters between a label and its number. */
    static final int NEAR = 50;
    private static final int SAME_LINE = 150;
    /** The same for a label on a line above whose number has not come yet: a head and its first row. */
    private static final int NEXT_LINE = 80;
    private static final int BEHIND = 20;
    private static final int CARD_BEHIND = 60;
    private static final int BESIDE = 5;
    private static final int FIELD = 30;
    private static final int LIST_LINE = 80;
    static final int LATEST_BIRTH = 20_180_000;
    /** A label of one of these says of a number of another type that it is something else. */
    private static final long OTHER_IDENTITY = ID_DOCUMENT.bit() | DRIVING_LICENCE.bit() | RESIDENCE_DOCUMENT.bit() | EDUCATION_NUMBER.bit()
            | A_NUMMER.bit() | CARD.bit() | LICENCE_PLATE.bit() | Words.NATIONAL;
    /** No word says of these that they are something else. */
    private static final long PLAIN = IBAN.bit() | EMAIL.bit() | MRZ.bit() | POSTCODE_ADDRESS.bit() | NATIONAL_ID_IT.bit();

    private final Sweep sweep;
    private final Between between;
    private final Wording wording;
    private final LabelForm labels;
    private final Fields fields;
    private final int tableEnd;
    /** The last BSN that had evidence of its own or by a list; -1 when there is none. */
    private int chained = -1;
    /** The last candidate that was found, and as what. */
    private int last = -1;
    private Type lastType;
    /** What the candidate at hand turned out to be. */
    private Type type;

    /** @param tableEnd where a table with BSNs ended right before this text; -1 when none did */
    ProseEvidence(Sweep sweep, int tableEnd) {
        this.sweep = sweep;
        this.tableEnd = tableEnd;
        this.between = new Between(sweep);
        this.wording = new Wording(sweep);
        this.labels = new LabelForm(sweep, between);
        this.fields = new Fields(sweep);
    }

    void judge(List<Finding> findings) {
        int label = 0;
        for (int i = 0; i < sweep.count; i++) {
            while (label < sweep.labelCount && sweep.labelEnd[label] <= sweep.start[i]) {
                label++;
            }
            type = Type.first(sweep.mask[i]);
            byte strength = (sweep.mask[i] & PLAIN) != 0 && sweep.alone[i] != Sweep.NONE ? sweep.alone[i] : strength(i, label);
            if (strength != Sweep.NONE && !(type == CARD && Card.isPublished(sweep.value[i]) && wording.isTrial(0, sweep.start[i]))) {
                last = i;
                lastType = type;
                Finding finding = sweep.finding(i, type, Sweep.strength(strength));
                boolean foot = type == IBAN && labels.isCompanyFoot(i, label);
                PersonalDataScanner.add(findings, foot ? finding.uncounted() : finding);
            }
        }
    }

    /** {@code next} is the first label that ends behind the candidate's start. */
    private byte strength(int i, int next) {
        boolean person = false;
        boolean identity = false;
        for (int j = next - 1; j >= 0; j--) {
            int distance = sweep.start[i] - sweep.labelEnd[j];
            long says = sweep.labelSays[j];
            long match = says & sweep.mask[i];
            boolean spent = sweep.labelNumber[j] >= 0 && sweep.labelNumber[j] < sweep.start[i];
            if (distance > (sweep.labelLine[j] == sweep.line[i] ? SAME_LINE : spent || match == 0 ? NEAR : NEXT_LINE)) {
                break;
            }
            if (sweep.labelLine[j] + 1 < sweep.line[i] && between.isOtherParagraph(sweep.labelEnd[j], sweep.start[i], sweep.end[i])) {
                break;
            }
            if (!spent && (says & Words.ABSENT) != 0 && sweep.is(i, BSN)) {
                return Sweep.NONE;
            }
            if (match != 0 && !(identity && (match != BSN.bit() || spent))) {
                boolean shared = match != BSN.bit() && sweep.is(i, BSN) && sweep.digits[i] == Bsn.DIGITS
                        && labels.isSharedWithBsn(j, sweep.start[i]);
                type = shared ? BSN : type;
                byte labelled = shared ? chain(i, Sweep.HIGH) : labelled(i, j, Type.first(match), distance, spent);
                if (labelled != Sweep.NONE) {
                    return labelled;
                }
            } else if (!spent && isSomethingElse(i, j, says)) {
                if (sweep.is(i, BSN) && sweep.digits[i] == Bsn.DIGITS && labels.isSharedWithBsn(j, sweep.start[i])) {
                    type = BSN;
                    return chain(i, Sweep.MEDIUM);
                }
                if (sweep.alone[i] == Sweep.HIGH) {
                    return Sweep.HIGH;
                }
                // "het BSN zoals dat op de identiteitskaart staat is ...": a document further off may be where the BSN was read
                identity = (says & OTHER_IDENTITY) != 0 && !between.isAdjacent(sweep.labelEnd[j], sweep.start[i])
                        && !wording.isOtherSentence(sweep.labelEnd[j], sweep.start[i]);
                if (!identity) {
                    return Sweep.NONE;
                }
            }
            person |= (says & DATE_OF_BIRTH.bit()) != 0 && hasDateBefore(i, j)
                    || (says & Words.TITLE) != 0 && between.isName(sweep.labelEnd[j], sweep.start[i]);
        }
        return identity ? Sweep.NONE : withoutLabelBefore(i, next, person);
    }

    private boolean isSomethingElse(int i, int j, long says) {
        if ((says & PHONE.bit()) != 0 && !sweep.is(i, PHONE) && wording.isMeans(sweep.labelStart[j])) {
            return false; // "gave her BSN over the phone, it's ..."
        }
        if (says == Words.NEAR && sweep.digits[i] == 0 && (sweep.mask[i] & (ID_DOCUMENT.bit() | RESIDENCE_DOCUMENT.bit())) != 0
                && Fields.isAt(sweep.text, sweep.labelStart[j], "doc")) {
            return false; // "document VA1234567 is een verblijfsvergunning"
        }
        boolean far = (says & (Words.VETO | OTHER_IDENTITY)) != 0 && !(sweep.is(i, PHONE) && sweep.alone[i] != Sweep.NONE);
        return far || (says & (Words.NEAR | Words.VETO | OTHER_IDENTITY)) != 0 && between.isAdjacent(sweep.labelEnd[j], sweep.start[i]);
    }

    private byte labelled(int i, int j, Type match, int distance, boolean spent) {
        if (match == BSN) {
            type = BSN;
            boolean far = distance > BESIDE && wording.isOtherSentence(sweep.labelEnd[j], sweep.start[i]);
            if (labels.isFirstHalf(j, sweep.start[i]) || far && !labels.isPlural(j) || isOfAnother(i, j, distance)) {
                return Sweep.NONE;
            }
            if (spent && chained >= 0 && sweep.start[chained] >= sweep.labelEnd[j] && !isListed(i, BSN)) {
                // the label had its number; another one is told of in so many words
                boolean told = labels.isPlural(j) && !wording.isOtherSentence(sweep.end[chained], sweep.start[i])
                        || wording.isJoined(sweep.end[chained], sweep.start[i])
                        || wording.leads(sweep.end[chained], sweep.start[i]) || between.isName(sweep.end[chained], sweep.start[i]);
                return told && sweep.digits[i] == Bsn.DIGITS ? chain(i, Sweep.MEDIUM) : Sweep.NONE;
            }
            if (spent && (chained < 0 || sweep.start[chained] < sweep.labelEnd[j])
                    && (sweep.labelLine[j] != sweep.line[i] || isOther(i, j))) {
                return Sweep.NONE; // its number was another one, which was none
            }
            // eight digits are as often a date or a company: only right behind the label
            boolean enough = sweep.digits[i] == Bsn.DIGITS || distance <= 3
                    || distance <= BEHIND && between.isAdjacent(sweep.start[i] - distance, sweep.start[i])
                    || distance <= FIELD && between.isField(sweep.start[i] - distance, sweep.start[i]);
            return enough ? chain(i, Sweep.HIGH) : Sweep.NONE;
        }
        if (match == RESIDENCE_DOCUMENT && (sweep.labelSays[j] & Words.DOCUMENT) != 0 && sweep.digits[i] > 0) {
            return Sweep.NONE;
        }
        boolean first = match == DATE_OF_BIRTH ? i == 0 || sweep.start[i - 1] < sweep.labelEnd[j] || distance <= BESIDE : !spent;
        first |= spent && isPair(i, j);
        boolean near = distance <= (match == DATE_OF_BIRTH ? 30 : match == CARD ? 80 : NEAR);
        if (near && (first || isListed(i, match))) {
            type = match;
            return Sweep.HIGH;
        }
        return Sweep.NONE;
    }

    /** Whether the number in a cell is the one that the label of the BSN before it speaks of: not "bsn-service ok, requests=123456782". */
    boolean isAbout(int i, int j) {
        return !labels.isFirstHalf(j, sweep.start[i]) && !isOfAnother(i, j, sweep.start[i] - sweep.labelEnd[j]);
    }

    /** Whether the label's own number was one that is no BSN, and this one is not told of as the right one. */
    private boolean isOther(int i, int j) {
        return i > 0 && sweep.start[i - 1] == sweep.labelNumber[j] && sweep.digits[i - 1] >= Bsn.DIGITS - 1
                && (between.isAdjacent(sweep.end[i - 1], sweep.start[i]) || !wording.leads(sweep.end[i - 1], sweep.start[i]))
                && !labels.isPlural(j) && fields.tuple(sweep.start[i]) < 0;
    }

    /** Whether the date of birth that a label speaks of stands right behind it, and the number in the same sentence or on the next line. */
    private boolean hasDateBefore(int i, int j) {
        boolean date = false;
        for (int k = i - 1; k >= 0 && !date && sweep.start[k] >= sweep.labelEnd[j]; k--) {
            date = sweep.is(k, DATE_OF_BIRTH) && sweep.start[k] - sweep.labelEnd[j] <= BEHIND;
        }
        return date && sweep.labelLine[j] + 1 >= sweep.line[i] && !wording.isOtherSentence(sweep.labelEnd[j], sweep.start[i]);
    }

    /** Whether a word nearer by, or one before the label, says that the number is not the BSN: "in bericht ...", "aantal BSN's: ...". */
    private boolean isOfAnother(int i, int j, int distance) {
        int from = sweep.labelEnd[j];
        return distance > 2 && (wording.isNamedOtherwise(from, sweep.start[i]) || fields.isOtherField(from, sweep.start[i])
                || fields.isOtherColumn(sweep.labelStart[j], sweep.start[i]) || fields.isEnded(from, sweep.start[i])
                || sweep.labelLine[j] < sweep.line[i]
                        && (wording.isNamedOnItsLine(from, sweep.start[i]) || between.isLeftOpen(from, sweep.start[i])
                                || wording.isOtherLine(from, between.lineStart(sweep.start[i]), sweep.start[i])))
                || wording.isCounted(Math.max(0, sweep.labelStart[j] - NEAR), sweep.labelStart[j]);
    }

    /** Whether it is the second of two numbers behind two labels: "BSN / rijbewijsnummer: 123456782 / 1234567890". */
    private boolean isPair(int i, int j) {
        return last == i - 1 && last >= 0 && j > 0 && sweep.labelNumber[j] == sweep.start[last] && lastType != null
                && (sweep.labelSays[j - 1] & lastType.bit()) != 0 && between.isSlash(sweep.end[last], sweep.start[i])
                && between.isSlash(sweep.labelEnd[j - 1], sweep.labelStart[j]);
    }

    /** Whether it follows one of its type at once: "12-AB-34 en 56-CD-78". */
    private boolean isListed(int i, Type match) {
        return last >= 0 && lastType == match && !isApart(last, i)
                && (between.isAdjacent(sweep.end[last], sweep.start[i]) || wording.leads(sweep.end[last], sweep.start[i]));
    }

    /** Whether an empty line stands between two numbers and the second has words beside it: another paragraph. */
    private boolean isApart(int first, int second) {
        return sweep.line[second] > sweep.line[first] + 1 && !between.isAloneOnLine(sweep.start[second], sweep.end[second]);
    }

    private byte withoutLabelBefore(int i, int next, boolean person) {
        if (next < sweep.labelCount && sweep.labelLine[next] == sweep.line[i] && !labels.belongsToNext(next)) {
            int gap = sweep.labelStart[next] - sweep.end[i];
            long match = sweep.labelSays[next] & sweep.mask[i];
            if (match != 0 && gap <= (match == CARD.bit() ? CARD_BEHIND : BEHIND)
                    && (!between.isClosed(sweep.end[i], sweep.labelStart[next])
                            || wording.pointsBack(sweep.end[i], sweep.labelStart[next]))
                    && (Type.first(match) != BSN
                            || sweep.digits[i] == Bsn.DIGITS && !labels.isPlural(next) && !(sweep.weak[i] && labels.isCompound(next)))) {
                type = Type.first(match);
                return type == BSN ? chain(i, Sweep.HIGH) : Sweep.HIGH;
            }
            if ((sweep.labelSays[next] & Words.VETO) != 0 && gap <= 3) {
                return Sweep.NONE;
            }
        }
        if (sweep.is(i, CARD) && sweep.alone[i] != Sweep.NONE && wording.hasNoun(sweep.start[i])
                && !between.hasExpiry(sweep.end[i], CARD_BEHIND)) {
            return Sweep.NONE; // of the numbers written in fours 26 in a thousand pass: one that has another name is that
        }
        if (sweep.alone[i] != Sweep.NONE) {
            type = Type.first(sweep.mask[i] & ~(sweep.is(i, PHONE) ? ~PHONE.bit() : 0));
            return sweep.alone[i];
        }
        if (sweep.is(i, CARD) && between.hasExpiry(sweep.end[i], CARD_BEHIND)) {
            type = CARD;
            return Sweep.HIGH;
        }
        if (!sweep.is(i, BSN) || sweep.weak[i] || sweep.digits[i] != Bsn.DIGITS) {
            return Sweep.NONE;
        }
        type = BSN;
        return listed(i, next, person);
    }

    private byte listed(int i, int next, boolean person) {
        if (chained >= 0) {
            int gap = sweep.start[i] - sweep.end[chained];
            if (gap <= BEHIND && !isApart(chained, i) && between.isAdjacent(sweep.end[chained], sweep.start[i])
                    && fields.tuple(sweep.start[i]) < 0) {
                return chain(i, Sweep.HIGH);
            }
            if (gap <= LIST_LINE && sweep.line[i] == sweep.line[chained] + 1
                    && between.isListedAlike(sweep.start[chained], sweep.start[i])
                    && !wording.isNamedOnItsLine(sweep.end[chained], sweep.start[i])) {
                return chain(i, Sweep.MEDIUM);
            }
        }
        if (fields.isOfBsnRoot(sweep.start[i], sweep.end[i])) {
            return chain(i, Sweep.HIGH);
        }
        boolean lastRow = tableEnd >= 0 && sweep.line[i] == 1 && sweep.start[i] - tableEnd <= NEAR;
        boolean known = lastRow || person || isBesideBirth(i) || isBeforeBirth(i, next) || isBelowHead(i, next)
                || wording.isRelative(sweep.start[i], sweep.end[i]);
        return known ? Sweep.MEDIUM : Sweep.NONE;
    }

    /** Whether it stands between a name and a birth date that says so: "J. de Vries, 123456782, geboren 12-03-1961". */
    private boolean isBeforeBirth(int i, int next) {
        return next < sweep.labelCount && (sweep.labelSays[next] & DATE_OF_BIRTH.bit()) != 0 && sweep.labelLine[next] == sweep.line[i]
                && sweep.labelStart[next] - sweep.end[i] <= BESIDE && between.endsInName(sweep.start[i]);
    }

    /** Whether a head in the line above stands right over it: two lines of a letter's reference block. */
    private boolean isBelowHead(int i, int next) {
        int column = sweep.start[i] - between.lineStart(sweep.start[i]);
        for (int j = next - 1; j >= 0 && sweep.labelLine[j] >= sweep.line[i] - 1 && column > 0; j--) {
            if (sweep.labelLine[j] < sweep.line[i] && (sweep.labelSays[j] & BSN.bit()) != 0
                    && Math.abs(sweep.labelStart[j] - between.lineStart(sweep.labelStart[j]) - column) <= 2) {
                return between.isBehindGap(sweep.start[i]) && between.isBehindGap(sweep.labelStart[j]);
            }
        }
        return false;
    }

    /** Whether a day on which someone may have been born stands right beside it, behind a name: "J. de Vries, 12-03-1961, 123456782". */
    private boolean isBesideBirth(int i) {
        int j = i > 0 && sweep.end[i - 1] + BESIDE >= sweep.start[i]
                ? i - 1
                : i + 1 < sweep.count && sweep.end[i] + BESIDE >= sweep.start[i + 1] ? i + 1 : -1;
        if (j < 0 || sweep.mask[j] != DATE_OF_BIRTH.bit() || sweep.value[j] > LATEST_BIRTH || sweep.line[i] != sweep.line[j]) {
            return false;
        }
        int at = Math.min(sweep.start[i], sweep.start[j]);
        int begin = at;
        while (begin > 0 && at - begin < 40 && sweep.text[begin - 1] != '\n' && !Characters.isDigit(sweep.text[begin - 1])) {
            begin--;
        }
        return at - begin > 4 && (between.isName(begin, at) || between.endsInName(at));
    }

    private byte chain(int i, byte strength) {
        chained = i;
        return strength;
    }

}
