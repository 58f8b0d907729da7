package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.List;
import nl.duwtje.rules.fact.Strength;

/**
 * Words of health and of the other special categories (article 9 of the GDPR) in running text: personal data only where they are about someone, that
 * is near a number or birth date that was found, or behind "patient" or "client" and a name.
 */
final class Health {

    private static final int NEAR = 250;
    private static final int LINES = 5;
    private static final int NAME_BEHIND = 40;
    private static final long PERSON = BSN.bit() | A_NUMMER.bit() | DATE_OF_BIRTH.bit() | ID_DOCUMENT.bit() | DRIVING_LICENCE.bit()
            | EDUCATION_NUMBER.bit() | Words.NATIONAL;

    private final Sweep sweep;

    Health(Sweep sweep) {
        this.sweep = sweep;
    }

    /** @param first where the findings of this text begin */
    void judge(List<Finding> findings, int first) {
        int behind = findings.size();
        int spent = -1;
        for (int j = 0; j < sweep.labelCount; j++) {
            if ((sweep.labelSays[j] & HEALTH.bit()) != 0 && sweep.labelStart[j] >= spent && isAboutSomeone(j, findings, first, behind)) {
                int start = sweep.labelStart[j];
                int end = sweep.labelEnd[j];
                PersonalDataScanner.add(findings,
                        new Finding(HEALTH.name(), start, end, Strength.MEDIUM, hash(start, end), true));
                spent = end;
            }
        }
    }

    private boolean isAboutSomeone(int j, List<Finding> findings, int first, int behind) {
        int at = sweep.labelStart[j];
        for (int f = first; f < behind; f++) {
            Finding finding = findings.get(f);
            if (finding.start() > at + NEAR) {
                break;
            }
            if (finding.end() + NEAR >= at && (Persons.bit(finding) & PERSON) != 0 && lines(finding.start(), at) <= LINES) {
                return true;
            }
        }
        for (int k = Math.max(0, j - 8); k < Math.min(sweep.labelCount, j + 4); k++) {
            if ((sweep.labelSays[k] & Words.PATIENT) != 0 && Math.abs(sweep.labelStart[k] - at) <= NEAR / 2
                    && Math.abs(sweep.labelLine[k] - sweep.labelLine[j]) <= 2 && isNamed(sweep.labelEnd[k])) {
                return true;
            }
        }
        return false;
    }

    private int lines(int a, int b) {
        int n = 0;
        for (int i = Math.min(a, b); i < Math.max(a, b); i++) {
            n += sweep.text[i] == '\n' ? 1 : 0;
        }
        return n;
    }

    /** Whether two words with a capital, or a title and one, follow at once on the line. */
    private boolean isNamed(int from) {
        int capitals = 0;
        int titled = 0;
        boolean word = false;
        for (int i = from; i < Math.min(sweep.length, from + NAME_BEHIND) && sweep.text[i] != '\n'; i++) {
            char c = sweep.text[i];
            boolean letter = Characters.isLetter(c);
            if (letter && !word) {
                if (Character.isUpperCase(c)) {
                    capitals++;
                } else if (isTitle(i)) {
                    titled = 1;
                } else if (capitals == 0) {
                    return false;
                }
            }
            if (Characters.isDigit(c)
                    || (c == '.' || c == ',') && word && capitals > 1 && i > from + 2 && Characters.isLetter(sweep.text[i - 2])) {
                break;
            }
            word = letter;
        }
        return capitals + titled >= 2;
    }

    private boolean isTitle(int at) {
        for (int k = 0; k < sweep.labelCount && sweep.labelStart[k] <= at; k++) {
            if ((sweep.labelSays[k] & Words.TITLE) != 0 && sweep.labelStart[k] <= at && sweep.labelEnd[k] > at) {
                return true;
            }
        }
        return false;
    }

    private long hash(int start, int end) {
        long hash = 7;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + Character.toLowerCase(sweep.text[i]);
        }
        return hash;
    }
}
