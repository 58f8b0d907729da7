package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;

/** Any XML: the text of each element on a line of its own, and the attributes that carry values in office files. */
final class XmlText {

    private static final String[] VALUES = {"v", "val", "value", "name", "title", "descr"};

    private XmlText() {}

    static void read(InputStream in, String place, Blocks blocks) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isText()) {
                    xml.appendTo(text);
                } else if (xml.isStart()) {
                    attributes(xml, text);
                } else if (xml.isEnd()) {
                    line(text);
                }
                blocks.budget().checkChars(text.length());
            }
        } finally {
            blocks.add(new Prose(place, "", text));
        }
    }

    private static void attributes(Xml xml, StringBuilder text) {
        for (String name : VALUES) {
            String value = xml.attribute(name);
            if (!value.isEmpty()) {
                line(text);
                text.append(value);
                line(text);
            }
        }
    }

    private static void line(StringBuilder text) {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }
}
