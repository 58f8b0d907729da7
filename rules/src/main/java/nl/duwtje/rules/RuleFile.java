package nl.duwtje.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule file cut into its rules by our own eyes: Drools names no file and line for most errors, so we must know where each rule stands.
 * The house style makes that simple: comments and rules only, {@code rule}, {@code when}, {@code then} and {@code end} each on a line.
 */
record RuleFile(String name, List<Block> blocks, List<PolicyError> errors) {

    private static final Pattern RULE = Pattern.compile("\\s*rule\\b.*");
    private static final Pattern NAME = Pattern.compile("\\s*rule\\s+\"([^\"\\\\]+)\"\\s*(.*)");
    private static final int MAX_RULES = 500;

    /**
     * One rule.
     *
     * @param name    as written between the quotes
     * @param line    where "rule" stands, from 1
     * @param header  the comment lines directly above it, without the slashes, joined
     * @param text    from "rule" to "end"
     * @param when    the text between "when" and "then", comments blanked out
     * @param then    the text between "then" and "end", comments blanked out
     * @param thenLine the line of "then"
     */
    record Block(String file, String name, int line, String header, String text, String when, String then, int thenLine) {

        PolicyError error(int at, String reason) {
            return new PolicyError(file, at, name, reason);
        }

        PolicyError error(String reason) {
            return error(line, reason);
        }

        String id() {
            int space = name.indexOf(' ');
            return space < 0 ? name : name.substring(0, space);
        }

        /** Only this rule, on the lines where it stands in its file. */
        String inPlace() {
            return "\n".repeat(line - 1) + text + "\n";
        }
    }

    static RuleFile cut(String name, String text) {
        return new Cutter(name, text).cut();
    }

    private static final class Cutter {
        private final String file;
        private final String[] lines;
        private final String[] bare;
        private final List<Block> blocks = new ArrayList<>();
        private final List<PolicyError> errors = new ArrayList<>();

        Cutter(String file, String text) {
            this.file = file;
            String unix = text.replace("\r\n", "\n");
            this.lines = unix.split("\n", -1);
            this.bare = Bare.of(unix).split("\n", -1);
        }

        RuleFile cut() {
            int at = 0;
            while (at < bare.length && blocks.size() < MAX_RULES) {
                if (bare[at].isBlank()) {
                    at++;
                } else if (RULE.matcher(bare[at]).matches()) {
                    at = rule(at);
                } else {
                    errors.add(new PolicyError(file, at + 1, "", outside(bare[at].strip())));
                    at = nextRule(at + 1);
                }
            }
            if (blocks.size() == MAX_RULES) {
                errors.add(new PolicyError(file, at, "", "more than " + MAX_RULES + " rules in one file"));
            }
            return new RuleFile(file, List.copyOf(blocks), List.copyOf(errors));
        }

        private int nextRule(int from) {
            int at = from;
            while (at < bare.length && !RULE.matcher(bare[at]).matches()) {
                at++;
            }
            return at;
        }

        private int rule(int start) {
            Matcher named = NAME.matcher(lines[start]);
            String name = named.matches() ? named.group(1).strip() : "";
            int when = -1;
            int then = -1;
            int end = -1;
            for (int at = start + 1; at < bare.length && end < 0 && !RULE.matcher(bare[at]).matches(); at++) {
                switch (bare[at].strip()) {
                    case "when" -> when = when < 0 ? at : when;
                    case "then" -> then = then < 0 ? at : then;
                    case "end" -> end = at;
                    default -> {
                    }
                }
            }
            int next = end >= 0 ? end + 1 : nextRule(start + 1);
            if (name.isEmpty()) {
                add(start, name, "a rule begins with its name: rule \"REC-010 what it is about\"");
            } else if (!named.group(2).isBlank() && !bare[start].strip().endsWith("\"")) {
                add(start, name, "nothing may stand behind the name; attributes such as salience or no-loop are not allowed");
            } else if (end < 0) {
                add(start, name, "has no line with only \"end\"");
            } else if (when < 0 || then < when) {
                add(start, name, "needs a line with only \"when\" and below it a line with only \"then\"");
            } else {
                block(start, when, then, end, name);
            }
            return next;
        }

        private void block(int start, int when, int then, int end, String name) {
            for (int at = start + 1; at < when; at++) {
                if (!bare[at].isBlank()) {
                    add(at, name, "\"" + firstWord(bare[at].strip())
                            + "\" is not allowed: nothing may stand between the name and \"when\" (no salience, agenda-group, no-loop, ...)");
                }
            }
            blocks.add(new Block(file, name, start + 1, header(start), join(lines, start, end + 1), join(bare, when + 1, then),
                    join(bare, then + 1, end), then + 1));
        }

        private String header(int start) {
            int from = start;
            while (from > 0 && lines[from - 1].strip().startsWith("//")) {
                from--;
            }
            StringBuilder header = new StringBuilder();
            for (int at = from; at < start; at++) {
                header.append(lines[at].strip().replaceFirst("^/+", "").strip()).append(' ');
            }
            return header.toString().strip();
        }

        private void add(int at, String name, String reason) {
            errors.add(new PolicyError(file, at + 1, name, reason));
        }

        private static String outside(String line) {
            String word = firstWord(line);
            return "\"" + word + "\" is not allowed: only comments and rules stand in a rule file"
                    + (word.equals("import") || word.equals("package") ? "; the facts are known without import" : "");
        }

        private static String firstWord(String line) {
            return line.split("[\\s(;{]", 2)[0];
        }

        private static String join(String[] lines, int from, int to) {
            return String.join("\n", List.of(lines).subList(from, to));
        }
    }

    /** The text with comments blanked out, character by character, so that lines and columns stay. Quotes are respected. */
    private static final class Bare {

        static String of(String text) {
            StringBuilder out = new StringBuilder(text.length());
            char quote = 0;
            int i = 0;
            while (i < text.length()) {
                char c = text.charAt(i);
                if (quote != 0) {
                    out.append(c);
                    if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) != '\n') {
                        out.append(text.charAt(++i));
                    } else if (c == quote || c == '\n') {
                        quote = 0;
                    }
                    i++;
                } else if (text.startsWith("//", i)) {
                    i = blank(text, i, end(text, "\n", i), out);
                } else if (text.startsWith("/*", i)) {
                    int close = text.indexOf("*/", i + 2);
                    i = blank(text, i, close < 0 ? text.length() : close + 2, out);
                } else {
                    quote = c == '"' || c == '\'' ? c : 0;
                    out.append(c);
                    i++;
                }
            }
            return out.toString();
        }

        private static int end(String text, String mark, int from) {
            int at = text.indexOf(mark, from);
            return at < 0 ? text.length() : at;
        }

        private static int blank(String text, int from, int to, StringBuilder out) {
            for (int i = from; i < to; i++) {
                out.append(text.charAt(i) == '\n' ? '\n' : ' ');
            }
            return to;
        }
    }
}
