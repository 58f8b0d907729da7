package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Any XML as records: an element whose children hold bare values is a row, and their names are its columns; attributes are values too. Text that has
 * elements in the middle of it is running text.
 */
final class XmlText {

    private static final int LONGEST_LABEL = 40;

    private final Blocks blocks;
    private final Records records;
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder prose = new StringBuilder();
    private long length;

    private XmlText(Blocks blocks) {
        this.blocks = blocks;
        this.records = new Records(blocks);
    }

    /** One value and what it is called. */
    private record Leaf(String name, String value) {}

    /** An element that has begun. */
    private static final class Open {
        private final String path;
        private final String name;
        private final List<Leaf> leaves = new ArrayList<>(4);
        private final StringBuilder text = new StringBuilder();
        private int attributes;
        private boolean elements;

        Open(String path, String name) {
            this.path = path;
            this.name = name;
        }

        boolean isMixed() {
            return elements && !text.isEmpty();
        }
    }

    static void read(InputStream in, String place, Blocks blocks) throws IOException {
        Blocks inner = new Blocks(blocks.budget());
        try {
            into(in, inner);
        } finally {
            blocks.addAll(inner.extracted("xml"), place);
        }
    }

    /** The properties of a document. */
    static void readProperties(InputStream in, String place, Blocks blocks) throws IOException {
        Blocks inner = new Blocks(blocks.budget());
        try {
            into(in, inner);
        } finally {
            blocks.addProperties(inner.extracted("xml"), place);
        }
    }

    private static void into(InputStream in, Blocks inner) throws IOException {
        XmlText text = new XmlText(inner);
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                text.event(xml);
            }
        } finally {
            text.end();
        }
    }

    private void event(Xml xml) throws IOException {
        if (xml.isStart()) {
            start(xml);
        } else if (xml.isText() && !open.isEmpty()) {
            Open here = open.peek();
            int before = here.text.length();
            xml.appendTo(here.text);
            if (before == 0 && here.text.toString().isBlank()) {
                here.text.setLength(0);
            }
            spend(here.text.length() - before);
        } else if (xml.isEnd()) {
            close(open.pop());
        }
    }

    private void spend(int n) throws IOException {
        length += Math.max(0, n);
        blocks.budget().checkChars(length);
    }

    private void start(Xml xml) throws IOException {
        Open outer = open.peek();
        if (outer != null) {
            outer.elements = true;
        }
        String path = outer == null ? "" : outer.path.isEmpty() ? xml.name() : outer.path + "." + xml.name();
        Open here = new Open(path, xml.name().replace('_', ' '));
        for (int i = 0; i < xml.attributes(); i++) {
            String value = xml.attributeValue(i).strip();
            if (!value.isEmpty()) {
                here.leaves.add(new Leaf(xml.attributeName(i).replace('_', ' '), value));
                spend(value.length());
            }
        }
        here.attributes = here.leaves.size();
        open.push(here);
    }

    private void close(Open here) throws IOException {
        blocks.budget().checkTime();
        Open outer = open.peek();
        String text = here.text.toString().strip();
        if (!here.elements && (outer != null && here.attributes == 0 || !text.isEmpty())) {
            value(here, outer, text);
        } else if (here.isMixed() || outer == null && !text.isEmpty()) {
            row(here);
            prose.append(text).append('\n');
        } else {
            row(here);
        }
    }

    /** A bare value, named by its element and, when they are words, by its attributes: {@code <id type="BSN">}. */
    private void value(Open here, Open outer, String text) {
        if (outer != null && !outer.text.isEmpty()) {
            outer.text.append(here.text);
            here.leaves.forEach(leaf -> outer.leaves.add(leaf));
            return;
        }
        StringBuilder name = new StringBuilder(here.name);
        List<Leaf> others = new ArrayList<>();
        for (Leaf leaf : here.leaves) {
            if (leaf.value().length() <= LONGEST_LABEL && leaf.value().chars().noneMatch(Character::isDigit)) {
                name.append(' ').append(leaf.value());
            } else {
                others.add(leaf);
            }
        }
        if (outer == null) {
            prose.append(name).append(": ").append(text).append('\n');
        } else {
            outer.leaves.add(new Leaf(name.toString(), text));
            outer.leaves.addAll(others);
        }
    }

    private void row(Open here) throws IOException {
        if (!here.leaves.isEmpty()) {
            Records.Sheet sheet = records.at(here.path);
            for (Leaf leaf : here.leaves) {
                records.add(sheet, leaf.name(), leaf.value());
            }
            records.endRow(sheet);
        }
    }

    private void end() throws IOException {
        while (!open.isEmpty()) {
            Open here = open.pop();
            row(here);
            prose.append(here.text).append('\n');
        }
        try {
            records.end();
        } finally {
            if (!prose.toString().isBlank()) {
                blocks.add(new Prose("", "", prose));
            }
        }
    }
}
