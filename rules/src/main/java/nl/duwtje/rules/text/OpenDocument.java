package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** Texts, spreadsheets and presentations of LibreOffice and the like (OASIS OpenDocument 1.3 part 2) in a zip. */
final class OpenDocument {

    /** What holds no text. */
    private static final Set<String> FOLDERS = Set.of("Pictures", "Thumbnails", "Configurations2", "ObjectReplacements", "Fonts");
    private static final int LONGEST_TYPE = 200;

    private final Zip zip;
    private final Blocks blocks;
    private final Extractor extractor;
    private final int depth;

    OpenDocument(Zip zip, Blocks blocks, Extractor extractor, int depth) {
        this.zip = zip;
        this.blocks = blocks;
        this.extractor = extractor;
        this.depth = depth;
    }

    /** "odt", "ods", "odp", "odf" for the other kinds; empty when it is none. */
    static String kind(Zip zip) throws IOException {
        boolean content = false;
        boolean manifest = false;
        String type = "";
        for (Zip.Entry entry : zip.entries()) {
            content |= entry.name().equals("content.xml") || entry.name().equals("encrypted-package");
            manifest |= entry.name().equals("META-INF/manifest.xml");
            if (entry.name().equals("mimetype") && entry.packed() < LONGEST_TYPE && type.isEmpty() && !entry.encrypted()) {
                type = PlainText.decode(zip.read(entry), "").strip();
            }
        }
        if (!content || !manifest && type.isEmpty()) {
            return "";
        }
        String name = type.substring(type.lastIndexOf('.') + 1);
        return name.startsWith("text") ? "odt" : name.startsWith("spreadsheet") ? "ods" : name.startsWith("presentation") ? "odp" : "odf";
    }

    /** All of it in one XML file (OpenDocument 1.3 part 2, section 3.1.2). */
    static boolean isFlat(byte[] bytes) {
        String head = PlainText.decode(Arrays.copyOf(bytes, Math.min(bytes.length, 2000)), "");
        return head.contains("urn:oasis:names:tc:opendocument:xmlns:office") && head.contains(":document");
    }

    void read(String kind) throws IOException {
        try {
            if (isEncrypted()) {
                // what lies in the zip is not what it seems to be
                blocks.problem(NotInspected.ENCRYPTED);
                return;
            }
            for (Zip.Entry entry : zip.entries()) {
                if (!entry.isFolder()) {
                    try {
                        part(entry, kind);
                    } catch (IOException broken) {
                        blocks.goOn(broken);
                    }
                }
            }
        } finally {
            blocks.problem(zip.problem());
        }
    }

    private boolean isEncrypted() throws IOException {
        for (Zip.Entry entry : zip.entries()) {
            if (entry.name().equals("encrypted-package")) {
                return true;
            }
            if (entry.name().equals("META-INF/manifest.xml")) {
                try (InputStream in = zip.open(entry); Xml xml = new Xml(in)) {
                    while (xml.next()) {
                        if (xml.isStart() && xml.name().equals("encryption-data")) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private void part(Zip.Entry entry, String kind) throws IOException {
        String path = entry.name();
        int slash = path.lastIndexOf('/');
        String file = path.substring(slash + 1);
        String folder = path.indexOf('/') < 0 ? "" : path.substring(0, path.indexOf('/'));
        // an embedded object has a folder of its own, laid out as the whole is
        String object = slash < 0 ? "" : Zip.shown(path.substring(0, slash).replace("/", ", "));
        if (FOLDERS.contains(folder) || folder.equals("META-INF") || folder.equals("Basic") || file.equals("mimetype")
                || file.equals("settings.xml") || file.endsWith(".rdf")) {
            return;
        }
        try (InputStream in = zip.open(entry)) {
            switch (file) {
                case "content.xml" -> new OpenText(object, object.isEmpty() ? kind : "odf", blocks).read(in);
                case "styles.xml" -> new OpenText(object, "styles", blocks).read(in);
                case "meta.xml" -> XmlText.readProperties(in, Block.join(object, "properties"), blocks);
                default -> blocks.addPart(extractor.extract(in.readAllBytes(), "", "", depth + 1), Block.join(object, Zip.shown(file)));
            }
        }
    }
}
