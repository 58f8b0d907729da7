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
 * @param banner   the key of the banner it puts; empty when it puts none
 */
public record RuleInfo(String id, String title, String why, String owner, YearMonth reviewBy, String file, int line, String banner) {

    /** As written behind "rule". */
    public String name() {
        return id + " " + title;
    }
}
