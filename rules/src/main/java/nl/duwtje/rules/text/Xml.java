package nl.duwtje.rules.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML, event by event: no document types, no entities but the five of XML itself, no files or network, at most {@link #MAX_DEPTH} levels and a
 * megabyte in one tag. Namespaces are ignored: two generations of office files have different ones.
 */
final class Xml implements AutoCloseable {

    private static final int MAX_DEPTH = 150;
    private static final int MAX_TAG = 1 << 20;

    private final XMLStreamReader reader;
    private int depth;

    Xml(InputStream in) throws IOException {
        try {
            reader = factory().createXMLStreamReader(new ShortTags(characters(in)));
        } catch (XMLStreamException broken) {
            throw reason(broken);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> InputStream.nullInputStream());
        // newer JDKs stop at 100 by themselves, and would call that broken
        factory.setProperty("jdk.xml.maxElementDepth", String.valueOf(MAX_DEPTH + 10));
        // without one, some errors are printed to the console
        factory.setXMLReporter((message, type, related, location) -> {
            // the exception says it
        });
        return factory;
    }

    /** The next event of {@link XMLStreamConstants}; false at the end. */
    boolean next() throws IOException {
        try {
            if (!reader.hasNext()) {
                return false;
            }
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
                throw new NotInspected(NotInspected.TOO_DEEP);
            }
            depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
            return true;
        } catch (XMLStreamException broken) {
            throw reason(broken);
        }
    }

    boolean isStart() {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
    }

    boolean isEnd() {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT;
    }

    boolean isText() {
        int type = reader.getEventType();
        return type == XMLStreamConstants.CHARACTERS || type == XMLStreamConstants.CDATA || type == XMLStreamConstants.SPACE;
    }

    String name() {
        return reader.getLocalName();
    }

    void appendTo(StringBuilder text) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    /** By local name; empty when absent. */
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    /** The id of a relation, which stands beside an id of its own. */
    String relation() {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals("id") && reader.getAttributePrefix(i) != null
                    && !reader.getAttributePrefix(i).isEmpty()) {
                return reader.getAttributeValue(i);
            }
        }
        return "";
    }

    int attributes() {
        return reader.getAttributeCount();
    }

    String attributeName(int i) {
        return reader.getAttributeLocalName(i);
    }

    String attributeValue(int i) {
        return reader.getAttributeValue(i);
    }

    /** Passes over the element that has just begun, with all that is in it. */
    void skip() throws IOException {
        int level = depth;
        while (depth >= level && next()) {
            // until its end
        }
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException broken) {
            throw reason(broken);
        }
    }

    /** The parser wraps what its stream threw. */
    private static IOException reason(XMLStreamException broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (cause instanceof NotInspected limit) {
                return limit;
            }
            if (cause instanceof XMLStreamException nested && nested.getNestedException() instanceof NotInspected limit) {
                return limit;
            }
        }
        return new NotInspected(NotInspected.CORRUPT);
    }

    /** UTF-8, or UTF-16 by its first bytes, as office files are; what is broken in it is replaced, because digits survive that. */
    private static Reader characters(InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, 3);
        byte[] head = bytes.readNBytes(3);
        int first = head.length > 1 ? (head[0] & 0xff) << 8 | head[1] & 0xff : 0;
        boolean mark = head.length == 3 && first == 0xefbb && (head[2] & 0xff) == 0xbf;
        if (!mark) {
            bytes.unread(head);
        }
        Charset charset = switch (first) {
            case 0xfeff, 0xfffe -> StandardCharsets.UTF_16;
            case 0x3c00 -> StandardCharsets.UTF_16LE;
            case 0x003c -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
        return new InputStreamReader(bytes, charset);
    }

    /** The parser keeps a whole tag or comment in memory: none may be long. */
    private static final class ShortTags extends FilterReader {
        private int open = -1;

        ShortTags(Reader in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            char[] one = new char[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            int n = super.read(into, from, length);
            for (int i = from; i < from + n; i++) {
                if (into[i] == '<') {
                    open = open < 0 ? 0 : open;
                } else if (into[i] == '>') {
                    open = -1;
                } else if (open >= 0 && ++open > MAX_TAG) {
                    throw new NotInspected(NotInspected.TOO_LARGE);
                }
            }
            return n;
        }
    }
}
