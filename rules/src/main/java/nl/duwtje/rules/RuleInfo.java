package nl.duwtje.rules;

import java.time.YearMonth;

/**
 * One rule as its author described it.
 *
 * @param id       first word of its name: "REC-010"
 * @param title    the rest of its name
 * @param why      the reason it exists
 * @param owner    who answers for it
 * @param reviewBy when it must be looked at again
 * @param file     name of its file
 * @param line     where "rule" stands in it, from 1
 */
public record RuleInfo(String id, String title, String why, String owner, YearMonth reviewBy, String file, int line) {

    /** As written behind "rule". */
    public String name() {
        return id + " " + title;
    }
}
