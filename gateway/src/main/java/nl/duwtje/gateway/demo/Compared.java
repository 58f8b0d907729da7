package nl.duwtje.gateway.demo;

import java.util.ArrayList;
import java.util.List;

import nl.duwtje.gateway.demo.DemoNextHop.Arrived;
import nl.duwtje.gateway.demo.DemoView.Copy;
import nl.duwtje.gateway.demo.DemoView.Row;
import nl.duwtje.gateway.demo.DemoView.Text;
import nl.duwtje.gateway.web.Words;

/** A mail as it was sent beside a copy as it arrived, with what differs marked. */
final class Compared {

    private static final String LAST_TRACE = "Duwtje-Seen: ";

    private Compared() {}

    static Copy of(SampleMail sent, Arrived arrived, Words words) {
        ReadMail before = ReadMail.of(sent.text());
        ReadMail after = ReadMail.of(arrived.text());
        List<Row> headers = new ArrayList<>();
        headers.add(row(words.say("from"), before.from(), after.from()));
        headers.add(row(words.say("to"), before.to(), after.to()));
        if (!before.cc().isEmpty() || !after.cc().isEmpty()) {
            headers.add(row(words.say("cc"), before.cc(), after.cc()));
        }
        headers.add(row(words.say("subject"), before.subject(), after.subject()));
        if (!before.files().isEmpty() || !after.files().isEmpty()) {
            headers.add(row(words.say("files"), String.join(", ", before.files()), String.join(", ", after.files())));
        }
        List<String> old = before.text().lines().toList();
        List<String> now = after.text().lines().toList();
        return new Copy(arrived.envelope().recipients().stream().map(to -> to.address().text()).toList(),
                untraced(arrived.text()).equals(sent.text()), headers, marked(old, now, "removed"), marked(now, old, "added"));
    }

    private static Row row(String label, String before, String after) {
        return new Row(label, before, after, before.equals(after) ? "" : "changed");
    }

    private static List<Text> marked(List<String> lines, List<String> others, String mark) {
        return lines.stream().map(line -> new Text(line, line.isBlank() || others.contains(line) ? "" : mark)).toList();
    }

    /** Without the trace headers that the gateway puts on top. */
    private static String untraced(String text) {
        int seen = text.indexOf(LAST_TRACE);
        int end = seen < 0 ? -1 : text.indexOf("\r\n", seen);
        return end < 0 ? text : text.substring(end + 2);
    }
}
