package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/** Mails that Outlook saved ([MS-OXMSG]): subject, all bodies, and attachments, which may be mails again. */
final class MsgText {

    private static final int DEEPEST = 10;

    private final Sink sink;

    MsgText(Sink sink) {
        this.sink = sink;
    }

    /** Leaves the message open: closing it would close the file that it is part of. */
    void read(DirectoryNode root, String place, int depth) throws IOException {
        message(new MAPIMessage(root), place, depth);
    }

    private void message(MAPIMessage message, String place, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        sink.spendEntry();
        message.setReturnNullOnMissingChunk(true);
        message.guess7BitEncoding();
        try {
            bodies(message, place);
        } catch (ChunkNotFoundException none) {
            sink.problem(NotInspected.CORRUPT);
        }
        int number = 0;
        for (AttachmentChunks attachment : message.getAttachmentFiles()) {
            number++;
            attachment(attachment, Block.join(place, name(attachment, number)), depth);
        }
    }

    private void bodies(MAPIMessage message, String place) throws IOException, ChunkNotFoundException {
        if (message.getSubject() != null) {
            sink.add(new Prose(Block.join(place, "subject"), "", message.getSubject()));
        }
        if (message.getTextBody() != null) {
            sink.text(message.getTextBody().replace("\r\n", "\n"), Block.join(place, "body"));
        }
        if (message.getHtmlBody() != null) {
            sink.html(message.getHtmlBody(), Block.join(place, "HTML body"));
        }
        if (message.getRtfBody() != null) {
            RtfText.read(message.getRtfBody().getBytes(StandardCharsets.ISO_8859_1), Block.join(place, "formatted body"), sink);
        }
    }

    private static String name(AttachmentChunks attachment, int number) {
        for (StringChunk chunk : new StringChunk[]{attachment.getAttachLongFileName(), attachment.getAttachFileName(),
                attachment.getAttachDisplayName()}) {
            if (chunk != null && chunk.getValue() != null && !chunk.getValue().isBlank()) {
                return Sink.shown(chunk.getValue());
            }
        }
        return "attachment " + number;
    }

    private void attachment(AttachmentChunks attachment, String name, int depth) throws IOException {
        if (attachment.isEmbeddedMessage()) {
            message(attachment.getEmbeddedMessage(), name, depth + 1);
        } else if (attachment.getAttachData() != null && attachment.getAttachData().getValue() != null) {
            byte[] bytes = attachment.getAttachData().getValue();
            sink.spendBytes(bytes.length);
            sink.file(bytes, name);
        } else if (attachment.getAttachmentDirectory() != null) {
            CompoundText.embedded(attachment.getAttachmentDirectory().getDirectory(), name, sink);
        } else {
            // by reference: what it refers to does not travel with it
            sink.spendEntry();
        }
    }
}
