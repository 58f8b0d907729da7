package nl.duwtje.rules.text.risky;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Mails as Outlook saves them ([MS-OXMSG]), property by property. */
final class MsgFiles {

    private final POIFSFileSystem files = new POIFSFileSystem();
    private final DirectoryEntry folder;
    private int attachments;

    MsgFiles() {
        this.folder = files.getRoot();
        add("__properties_version1.0", new byte[32]);
    }

    private MsgFiles(DirectoryEntry folder) {
        this.folder = folder;
        add("__properties_version1.0", new byte[24]);
    }

    MsgFiles subject(String text) {
        return add("__substg1.0_0037001F", text.getBytes(StandardCharsets.UTF_16LE));
    }

    MsgFiles text(String text) {
        return add("__substg1.0_1000001F", text.getBytes(StandardCharsets.UTF_16LE));
    }

    MsgFiles html(String html) {
        return add("__substg1.0_10130102", html.getBytes(StandardCharsets.UTF_8));
    }

    /** Packed as [MS-OXRTFCP] has it, by someone who finds no repetition. */
    MsgFiles rtf(String rtf) {
        byte[] raw = rtf.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length; at += 8) {
            packed.write(0);
            packed.write(raw, at, Math.min(8, raw.length - at));
        }
        ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(packed.size() + 12).putInt(raw.length).putInt(0x75465a4c).putInt(0);
        byte[] all = java.util.Arrays.copyOf(head.array(), 16 + packed.size());
        System.arraycopy(packed.toByteArray(), 0, all, 16, packed.size());
        return add("__substg1.0_10090102", all);
    }

    MsgFiles attachment(String name, byte[] file) {
        DirectoryEntry attachment = attachment(name);
        create(attachment, "__substg1.0_37010102", file);
        return this;
    }

    /** @return the mail inside, to be written */
    MsgFiles mail(String name) {
        try {
            return new MsgFiles(attachment(name).createDirectory("__substg1.0_3701000D"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DirectoryEntry attachment(String name) {
        try {
            DirectoryEntry attachment = folder.createDirectory(String.format("__attach_version1.0_#%08X", attachments++));
            create(attachment, "__properties_version1.0", new byte[8]);
            create(attachment, "__substg1.0_3707001F", name.getBytes(StandardCharsets.UTF_16LE));
            return attachment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            files.writeFilesystem(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MsgFiles add(String name, byte[] content) {
        create(folder, name, content);
        return this;
    }

    private static void create(DirectoryEntry folder, String name, byte[] content) {
        try {
            folder.createDocument(name, new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
