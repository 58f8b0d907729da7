package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.duwtje.rules.fact.Strength;

/**
 * Counts the rows of a table that tell of a person something that should not travel: a name, number or address of someone, and beside it a birth
 * date, a matter of health, an account or an income. Not safe for several threads.
 */
final class Persons {

    private static final long IDENTITY_FOUND = BSN.bit() | A_NUMMER.bit() | EMAIL.bit() | ID_DOCUMENT.bit() | DRIVING_LICENCE.bit()
            | Words.NATIONAL;
    private static final long SENSITIVE_FOUND = DATE_OF_BIRTH.bit() | IBAN.bit() | HEALTH.bit();

    private static final Map<String, Long> BITS = Arrays.stream(Type.values()).collect(Collectors.toMap(Type::name, Type::bit));

    private int row = -1;
    private boolean identity;
    private boolean sensitive;
    private boolean named;
    private int rows;
    private int health;

    /** A header that was met. */
    void header(long says) {
        named |= (says & Words.NAME) != 0;
    }

    /** A cell that was judged: what its header says, and the types that were found in it. */
    void cell(int ofRow, long header, long found) {
        if (ofRow != row) {
            close();
            row = ofRow;
        }
        identity |= (header & Words.NAME) != 0;
        sensitive |= (header & Words.MONEY) != 0 || (header & HEALTH.bit()) != 0;
        identity |= (found & IDENTITY_FOUND) != 0;
        sensitive |= (found & SENSITIVE_FOUND) != 0;
    }

    /** A filled cell under a header that speaks of health: of someone, when the row or the table says of whom. */
    void health(int start, int end, List<Finding> findings) {
        if (identity || named) {
            health++;
            PersonalDataScanner.add(findings,
                    new Finding(HEALTH.name(), start, end, Strength.MEDIUM, health, true));
        }
    }

    private void close() {
        rows += identity && sensitive ? 1 : 0;
        identity = false;
        sensitive = false;
    }

    /** How many rows there are. */
    int count() {
        close();
        return rows;
    }

    /** The built-in type of a finding; 0 for one of the organisation's own. */
    static long bit(Finding finding) {
        return BITS.getOrDefault(finding.type(), 0L);
    }
}
