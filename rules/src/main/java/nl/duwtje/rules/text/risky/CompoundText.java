package nl.duwtje.rules.text.risky;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hpsf.CustomProperties;
import org.apache.poi.hpsf.CustomProperty;
import org.apache.poi.hpsf.Property;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.extractor.HPSFPropertiesExtractor;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentEntry;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Compound files ([MS-CFB]): what they are says their root, and every folder in them may hold a document of its own. */
final class CompoundText {

    private static final int DEEPEST = 20;
    private static final String NATIVE = "\u0001Ole10Native";

    private final Sink sink;

    private CompoundText(Sink sink) {
        this.sink = sink;
    }

    /** @return "doc", "xls", "ppt", "msg" or "ole" */
    static String read(byte[] bytes, Sink sink) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            CompoundText text = new CompoundText(sink);
            String kind = text.document(files.getRoot(), "");
            if (!kind.equals("msg")) {
                try {
                    text.properties(files);
                } catch (RuntimeException broken) {
                    sink.problem(NotInspected.CORRUPT);
                }
                if (text.inside(files.getRoot(), "", DEEPEST) + (kind.equals("ole") ? 0 : 1) == 0) {
                    throw new NotInspected(NotInspected.UNSUPPORTED);
                }
            }
            return kind;
        } catch (EncryptedDocumentException locked) {
            throw new NotInspected(NotInspected.ENCRYPTED);
        }
    }

    /** What is in an attachment that is kept as a folder. */
    static void embedded(DirectoryNode folder, String place, Sink sink) throws IOException {
        CompoundText text = new CompoundText(sink);
        if (text.files(folder, place) + (text.document(folder, place).equals("ole") ? 0 : 1) + text.inside(folder, place, DEEPEST) == 0) {
            sink.problem(NotInspected.UNSUPPORTED);
        }
    }

    /** What people wrote there: title, keywords, remarks, fields of their own. */
    private void properties(POIFSFileSystem files) throws IOException {
        StringBuilder text = new StringBuilder();
        HPSFPropertiesExtractor extractor = new HPSFPropertiesExtractor(files);
        for (PropertySet set : new PropertySet[]{extractor.getSummaryInformation(), extractor.getDocSummaryInformation()}) {
            for (Property property : set == null ? new Property[0] : set.getProperties()) {
                if (property.getValue() instanceof String value && !value.isBlank()) {
                    text.append(value.strip()).append('\n');
                }
            }
        }
        CustomProperties own = extractor.getDocSummaryInformation() == null
                ? null
                : extractor.getDocSummaryInformation().getCustomProperties();
        if (own != null) {
            for (CustomProperty property : own.properties()) {
                Object value = property.getValue();
                text.append(value instanceof byte[] ? "" : property.getName() + ": " + value + "\n");
            }
        }
        sink.add(new Prose("properties", "", text));
    }

    private String document(DirectoryNode root, String place) throws IOException {
        sink.spendEntry();
        if (root.hasEntryCaseInsensitive("EncryptedPackage") || root.hasEntryCaseInsensitive("EncryptionInfo")) {
            throw new NotInspected(NotInspected.ENCRYPTED);
        } else if (root.hasEntryCaseInsensitive("WordDocument")) {
            new DocText(sink, place).read(root);
            return "doc";
        } else if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
            new XlsText(sink, place).read(root);
            return "xls";
        } else if (root.hasEntryCaseInsensitive("PowerPoint Document") || root.hasEntryCaseInsensitive("PP97_DUALSTORAGE")) {
            new PptText(sink, place).read(root);
            return "ppt";
        } else if (root.hasEntryCaseInsensitive("__properties_version1.0")) {
            new MsgText(sink).read(root, place, 1);
            return "msg";
        }
        return "ole";
    }

    /** Documents in the folders of a document. @return how many */
    private int inside(DirectoryNode folder, String place, int deeper) throws IOException {
        if (deeper == 0) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        int found = deeper == DEEPEST ? files(folder, place) : 0;
        for (Entry entry : folder) {
            sink.checkTime();
            if (entry instanceof DirectoryNode child) {
                String name = Block.join(place, "embedded " + Sink.shown(child.getName()));
                found += files(child, name);
                found += document(child, name).equals("ole") ? 0 : 1;
                found += inside(child, name, deeper - 1);
            }
        }
        return found;
    }

    /** Files that a folder holds as they are. */
    private int files(DirectoryNode folder, String place) throws IOException {
        int found = 0;
        for (String name : new String[]{"Package", "CONTENTS"}) {
            if (folder.hasEntryCaseInsensitive(name) && folder.getEntryCaseInsensitive(name) instanceof DocumentEntry file) {
                sink.object(bytes(file), place.isEmpty() ? "embedded" : place);
                found++;
            }
        }
        if (folder.hasEntryCaseInsensitive(NATIVE) && folder.getEntryCaseInsensitive(NATIVE) instanceof DocumentEntry file) {
            OlePackage.read(bytes(file), place.isEmpty() ? "embedded" : place, sink);
            found++;
        }
        return found;
    }

    private byte[] bytes(DocumentEntry file) throws IOException {
        sink.spendBytes(file.getSize());
        try (InputStream in = new DocumentInputStream(file)) {
            return in.readAllBytes();
        }
    }
}
