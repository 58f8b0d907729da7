package nl.duwtje.rules.personaldata;

import java.util.List;

/**
 * All of one block.
 *
 * @param findings in order, without overlap
 * @param tables   the tables in it that tell of persons
 */
public record Scanned(List<Finding> findings, List<PersonTable> tables) {

    public Scanned {
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
    }

    /**
     * A table in which rows tell of a person something that should not travel.
     *
     * @param start   offset of its first character
     * @param persons how many rows, 1 or more
     */
    public record PersonTable(int start, int persons) {}
}
