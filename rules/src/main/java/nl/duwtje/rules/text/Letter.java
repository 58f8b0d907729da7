package nl.duwtje.rules.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;

/** A mail that is a file, in an archive or a document: its subject, its texts, and what is attached to it as files one level deeper. */
final class Letter {

    private static final int MOST_BYTES = 128 << 20;

    private final Extractor extractor;
    private final Blocks blocks;
    private final int depth;

    Letter(Extractor extractor, Blocks blocks, int depth) {
        this.extractor = extractor;
        this.blocks = blocks;
        this.depth = depth;
    }

    void read(byte[] bytes) throws IOException {
        blocks.budget().checkDepth(depth);
        MimeOutline outline = MimeOutline.of(ByteBuffer.wrap(bytes));
        if (outline.isAmbiguous() || !outline.isComplete()) {
            blocks.problem(NotInspected.CORRUPT);
        }
        for (HeaderField subject : outline.headers("Subject")) {
            blocks.add(new Prose("subject", "", outline.text(subject)));
        }
        for (Part part : outline.parts()) {
            if (part.children().isEmpty()) {
                part(part);
            }
        }
    }

    private void part(Part part) throws IOException {
        blocks.budget().spendEntry();
        String type = part.mediaType();
        if (type.equals("message/partial") || type.equals("message/external-body")) {
            blocks.problem(NotInspected.UNSUPPORTED);
        } else if (type.endsWith("/pkcs7-mime") || type.endsWith("/x-pkcs7-mime")
                || part.parent() != null && part.parent().mediaType().equals("multipart/encrypted")) {
            blocks.problem(NotInspected.ENCRYPTED);
        } else if (part.isAttachment() || part.isInlineImage() || part.isEncodedMessage()) {
            byte[] bytes = part.decoded(MOST_BYTES);
            blocks.budget().spendBytes(bytes.length);
            blocks.addAll(extractor.extract(bytes, type, part.charset(), depth + 1), Zip.shown(part.fileName()));
        } else if (!type.endsWith("-signature")) {
            text(part);
        }
    }

    private void text(Part part) throws IOException {
        String text = part.text(Math.max(1, blocks.budget().chars()));
        if (part.mediaType().equals("text/html")) {
            blocks.addAll(extractor.html(text), "");
        } else {
            for (Block block : MailText.blocks(new Prose("", "", text))) {
                blocks.add(block);
            }
        }
        if (!part.charset().isEmpty() && !part.hasKnownCharset()) {
            blocks.problem(NotInspected.UNSUPPORTED);
        }
    }
}
