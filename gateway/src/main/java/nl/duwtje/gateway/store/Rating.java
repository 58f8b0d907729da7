package nl.duwtje.gateway.store;

import java.util.List;

/**
 * "Was this warning useful?" Kept by rule and department and month, never by person: the hold only remembers that it was rated.
 *
 * @param holdId     whose notice it was; not kept with the rating
 * @param rules      that held it
 * @param department empty when not known
 * @param month      as 2026-11
 * @param because    in the sender's words, masked; may be empty
 */
public record Rating(String holdId, List<String> rules, String department, String month, boolean useful, String because) {

    static final String INSERT = "INSERT INTO ratings (month, rule, department, useful, because) VALUES (?, ?, ?, ?, ?)";

    public Rating {
        rules = List.copyOf(rules);
    }

    /** As kept: one rule's. */
    public record Kept(String month, String rule, String department, boolean useful, String because) {}
}
