package nl.duwtje.rules.personaldata.quality;

import java.util.List;

/**
 * One text and what a privacy officer would mark in it.
 *
 * @param id      which template and which turn
 * @param text    what is scanned
 * @param marks   what must be found
 * @param allowed what may be found and need not be: an office's own telephone number, the account of the office itself
 * @param nudge   whether the sender should hear of it; null when people differ
 */
record Paper(String id, String text, List<Mark> marks, List<Mark> allowed, Boolean nudge) {

    /** A value: its type, and its place in UTF-16 units, the end exclusive. */
    record Mark(String type, int start, int end) {}

    /** This text with others around it, as in a long mail; the sender should hear of it as of this one. */
    Paper between(String before, String behind) {
        int shift = before.length();
        return new Paper(id, before + text + behind, shifted(marks, shift), shifted(allowed, shift), nudge);
    }

    private static List<Mark> shifted(List<Mark> marks, int by) {
        return marks.stream().map(m -> new Mark(m.type(), m.start() + by, m.end() + by)).toList();
    }
}
