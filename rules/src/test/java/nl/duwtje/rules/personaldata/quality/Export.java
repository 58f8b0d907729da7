package nl.duwtje.rules.personaldata.quality;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints a set as JSON Lines, for {@code duwtje scan --jsonl} and for those who wish to judge its answers with a program of their own:
 * {@code Export eighth 25}: which set, and how many papers per template. Each line has id, text, marks (type, start, end), allowed and nudge.
 */
final class Export {

    private Export() {}

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String end : List.of("-positives.txt", "-harmless.txt")) {
            for (Template template : Template.of(args[0] + end)) {
                for (int turn = 0; turn < Integer.parseInt(args[1]); turn++) {
                    out.println(line(template.fill(turn)));
                }
            }
        }
        out.flush();
    }

    private static String line(Paper paper) {
        return "{\"id\":" + quoted(paper.id()) + ",\"text\":" + quoted(paper.text()) + ",\"marks\":" + marks(paper.marks())
                + ",\"allowed\":"
                + marks(paper.allowed()) + ",\"nudge\":" + paper.nudge() + "}";
    }

    private static String marks(List<Paper.Mark> marks) {
        return marks.stream().map(m -> "[" + quoted(m.type()) + "," + m.start() + "," + m.end() + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
