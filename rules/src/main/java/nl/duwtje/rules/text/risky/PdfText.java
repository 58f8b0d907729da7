package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.common.filespecification.PDFileSpecification;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;

/**
 * Pages, filled-in forms, comments, properties and attached files of a PDF. One without any text, or with a page that is a picture only, is an "image".
 * Pictures, fonts and scripts are not decoded beyond what the text needs, and no font of the machine is looked for.
 */
final class PdfText {

    private static final int DEEPEST_NAMES = 20;
    private static final byte[] ENCRYPT = "/Encrypt".getBytes(StandardCharsets.US_ASCII);

    static {
        FontMappers.set(new OneFont());
    }

    private final Sink sink;
    private final Set<COSBase> files = Collections.newSetFromMap(new IdentityHashMap<>());

    PdfText(Sink sink) {
        this.sink = sink;
    }

    void read(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes, "")) {
            PdfPages pages = new PdfPages(sink);
            try {
                pages.read(document);
            } finally {
                properties(document.getDocumentInformation());
            }
            boolean more = form(document.getDocumentCatalog());
            more |= annotations(document);
            more |= attached(document.getDocumentCatalog());
            if (pages.areBlank() && !more || pages.havePictures()) {
                sink.problem(NotInspected.IMAGE);
            }
        } catch (InvalidPasswordException locked) {
            throw new NotInspected(NotInspected.ENCRYPTED);
        } catch (NotInspected reason) {
            throw reason;
        } catch (IOException broken) {
            // for certificates, or in a way that only its own programs know
            throw contains(bytes, ENCRYPT) ? new NotInspected(NotInspected.ENCRYPTED) : broken;
        }
    }

    private static boolean contains(byte[] bytes, byte[] word) {
        for (int at = 0; at + word.length <= bytes.length; at++) {
            int i = 0;
            while (i < word.length && bytes[at + i] == word[i]) {
                i++;
            }
            if (i == word.length) {
                return true;
            }
        }
        return false;
    }

    private void properties(PDDocumentInformation information) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String key : information.getMetadataKeys()) {
            String value = information.getCustomMetadataValue(key);
            if (value != null && !key.endsWith("Date") && !key.equals("Producer") && !key.equals("Creator")) {
                text.append(key).append(": ").append(value).append('\n');
            }
        }
        sink.add(new Prose("properties", "", text));
    }

    /** What was filled in, also where it is not drawn. */
    private boolean form(PDDocumentCatalog catalog) throws IOException {
        PDAcroForm form = catalog.getAcroForm(null);
        if (form == null) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        for (PDField field : form.getFieldTree()) {
            sink.checkTime();
            String value = field.getValueAsString();
            if (value != null && !value.isBlank()) {
                String name = field.getAlternateFieldName() == null ? field.getPartialName() : field.getAlternateFieldName();
                text.append(name).append(": ").append(value.replace('\r', '\n')).append('\n');
                sink.checkChars(text.length());
            }
        }
        sink.add(new Prose("form", "line", text));
        if (form.hasXFA()) {
            sink.file(form.getXFA().getBytes(), "form");
            return true;
        }
        return !text.isEmpty();
    }

    private boolean annotations(PDDocument document) throws IOException {
        boolean found = false;
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            sink.checkTime();
            StringBuilder comments = new StringBuilder();
            for (PDAnnotation annotation : page.getAnnotations()) {
                if (annotation.getContents() != null && !annotation.getContents().isBlank()) {
                    comments.append(annotation.getContents().replace('\r', '\n')).append('\n');
                }
                if (annotation instanceof PDAnnotationFileAttachment attachment) {
                    found |= file(attachment.getFile());
                }
            }
            found |= !comments.isEmpty();
            sink.add(new Prose("page " + number + ", comments", "", comments));
        }
        if (number == 0) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        if (document.getNumberOfPages() > number) {
            // pages that only another program may find
            sink.problem(NotInspected.CORRUPT);
        }
        return found;
    }

    private boolean attached(PDDocumentCatalog catalog) throws IOException {
        PDDocumentNameDictionary names = catalog.getNames();
        boolean found = names != null && names.getEmbeddedFiles() != null && files(names.getEmbeddedFiles(), DEEPEST_NAMES);
        COSArray associated = catalog.getCOSObject().getCOSArray(COSName.AF);
        for (int i = 0; associated != null && i < associated.size(); i++) {
            found |= file(PDFileSpecification.createFS(associated.getObject(i)));
        }
        return found;
    }

    private boolean files(PDNameTreeNode<PDComplexFileSpecification> node, int depth) throws IOException {
        if (depth == 0) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        boolean found = false;
        Map<String, PDComplexFileSpecification> here = node.getNames();
        for (PDComplexFileSpecification file : here == null ? List.<PDComplexFileSpecification>of() : here.values()) {
            found |= file(file);
        }
        Collection<PDNameTreeNode<PDComplexFileSpecification>> kids = node.getKids();
        for (PDNameTreeNode<PDComplexFileSpecification> kid : kids == null
                ? List.<PDNameTreeNode<PDComplexFileSpecification>>of()
                : kids) {
            found |= files(kid, depth - 1);
        }
        return found;
    }

    private boolean file(PDFileSpecification specification) throws IOException {
        if (!(specification instanceof PDComplexFileSpecification file)) {
            return false;
        }
        boolean found = false;
        // for each system it may be another one
        for (PDEmbeddedFile embedded : new PDEmbeddedFile[]{file.getEmbeddedFile(), file.getEmbeddedFileUnicode(),
                file.getEmbeddedFileDos(), file.getEmbeddedFileMac(), file.getEmbeddedFileUnix()}) {
            found |= embedded != null;
            if (embedded != null && files.add(embedded.getCOSObject())) {
                byte[] bytes = embedded.toByteArray();
                sink.spendBytes(bytes.length);
                sink.file(bytes, file.getFilename() == null ? "attachment" : file.getFilename());
            }
        }
        return found;
    }
}
