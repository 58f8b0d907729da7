package nl.duwtje.gateway.hostile;

import static nl.duwtje.gateway.hostile.HostileFile.held;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;

/** PDFs that swell, that have no end, that draw themselves. */
final class HostilePdfs {

    private HostilePdfs() {}

    static List<HostileFile> all() throws IOException {
        List<HostileFile> files = new ArrayList<>();
        files.add(held("a page of 140 million blanks.pdf", page(" ".repeat(1 << 20), 140)));
        files.add(held("a page of 70 million operators.pdf", page("q Q q Q q Q q Q\n".repeat(1 << 16), 130)));
        files.add(held("12,000 blank pages.pdf", blankPages(12_000)));
        files.add(held("a page tree without end.pdf", endlessTree()));
        files.add(held("300,000 arrays deep.pdf", text("1 0 obj\n<</Type/Catalog/Pages " + "[".repeat(300_000) + "]".repeat(300_000)
                + ">>\nendobj\ntrailer\n<</Root 1 0 R>>\n")));
        files.add(held("forms that draw forms.pdf", forms()));
        files.add(held("a table of itself.pdf",
                text("xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF")));
        files.add(held("an object that is itself.pdf", text("1 0 obj\n1 0 R\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF")));
        files.add(held("password.pdf", locked()));
        files.add(held("only a head.pdf", text("")));
        return files;
    }

    private static byte[] text(String rest) {
        return ("%PDF-1.4\n" + rest).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static byte[] page(String content, int times) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDStream stream = new PDStream(document);
            byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
            try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                for (int i = 0; i < times; i++) {
                    out.write(bytes);
                }
            }
            page.setContents(stream);
            return saved(document);
        }
    }

    private static byte[] blankPages(int count) throws IOException {
        try (PDDocument document = new PDDocument()) {
            for (int i = 0; i < count; i++) {
                document.addPage(new PDPage());
            }
            return saved(document);
        }
    }

    private static byte[] endlessTree() throws IOException {
        try (PDDocument document = new PDDocument()) {
            COSDictionary root = document.getPages().getCOSObject();
            COSArray kids = new COSArray();
            kids.add(root);
            root.setItem(COSName.KIDS, kids);
            root.setItem(COSName.COUNT, COSInteger.get(Integer.MAX_VALUE));
            return saved(document);
        }
    }

    /** Each draws the next ten times, thirty in a row. */
    private static byte[] forms() throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDFormXObject inner = null;
            for (int i = 0; i < 30; i++) {
                PDFormXObject form = new PDFormXObject(document);
                form.setResources(new PDResources());
                if (inner != null) {
                    form.getResources().put(COSName.getPDFName("F"), inner);
                }
                try (var out = form.getContentStream().createOutputStream()) {
                    out.write("/F Do\n".repeat(10).getBytes(StandardCharsets.US_ASCII));
                }
                inner = form;
            }
            PDPage page = new PDPage();
            page.setResources(new PDResources());
            page.getResources().put(COSName.getPDFName("F"), inner);
            PDStream stream = new PDStream(document);
            try (var out = stream.createOutputStream()) {
                out.write("/F Do\n".getBytes(StandardCharsets.US_ASCII));
            }
            page.setContents(stream);
            document.addPage(page);
            return saved(document);
        }
    }

    private static byte[] locked() throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            document.protect(new StandardProtectionPolicy("eigenaar", "geheim", new AccessPermission()));
            return saved(document);
        }
    }
}
