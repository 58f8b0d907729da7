package nl.duwtje.rules.text.risky;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.MAPIStringAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hmef.attribute.TNEFStringAttribute;
import org.apache.poi.hsmf.datatypes.MAPIProperty;

/** {@code winmail.dat} ([MS-OXTNEF]): bodies and attachments. */
final class TnefText {

    /** An embedded message stands behind the interface it offers (IID_IMessage). */
    private static final int INTERFACE_ID = 16;

    private TnefText() {}

    static void read(byte[] bytes, Sink sink) throws IOException {
        HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
        if (message.getSubject() != null) {
            sink.add(new Prose("subject", "", message.getSubject()));
        }
        if (message.getMessageAttribute(TNEFProperty.ID_SUBJECT) instanceof TNEFStringAttribute subject) {
            sink.add(new Prose("subject", "", subject.getString()));
        }
        if (message.getMessageAttribute(TNEFProperty.ID_BODY) instanceof TNEFAttribute body) {
            sink.file(withoutEnd(body.getData()), "body");
        }
        for (MAPIAttribute attribute : message.getMessageMAPIAttributes()) {
            sink.checkTime();
            if (attribute.getProperty() == MAPIProperty.BODY && attribute instanceof MAPIStringAttribute body) {
                sink.text(body.getDataString().replace("\r\n", "\n"), "body");
            } else if (attribute.getProperty() == MAPIProperty.BODY_HTML) {
                sink.file(attribute.getData(), "HTML body");
            } else if (attribute instanceof MAPIRtfAttribute rtf) {
                RtfText.read(rtf.getDataString().getBytes(StandardCharsets.ISO_8859_1), "formatted body", sink);
            }
        }
        int number = 0;
        for (Attachment attachment : message.getAttachments()) {
            attachment(attachment, ++number, sink);
        }
    }

    /** attBody ends in a zero and is in a code page that nobody names: the plain text reader finds out which. */
    private static byte[] withoutEnd(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private static void attachment(Attachment attachment, int number, Sink sink) throws IOException {
        String name = attachment.getLongFilename() != null ? attachment.getLongFilename() : attachment.getFilename();
        byte[] bytes = contents(attachment);
        if (bytes == null) {
            sink.problem(NotInspected.CORRUPT);
            return;
        }
        boolean message = isTnef(bytes, INTERFACE_ID);
        sink.spendBytes(bytes.length);
        sink.file(message ? Arrays.copyOfRange(bytes, INTERFACE_ID, bytes.length) : bytes, name == null ? "attachment " + number : name);
    }

    private static byte[] contents(Attachment attachment) {
        TNEFAttribute data = attachment.getAttribute(TNEFProperty.ID_ATTACHDATA);
        MAPIAttribute object = attachment.getMAPIAttribute(MAPIProperty.ATTACH_DATA);
        return data != null ? data.getData() : object == null ? null : object.getData();
    }

    private static boolean isTnef(byte[] bytes, int at) {
        return bytes.length > at + 4 && bytes[at] == 'x' && (bytes[at + 1] & 0xff) == 0x9f && bytes[at + 2] == '>' && bytes[at + 3] == '"';
    }
}
