package nl.duwtje.rules.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What bytes are, by their first characters: never by a name or a declared type. */
final class Kind {

    private static final int HEAD = 4096;

    private Kind() {}

    /** One of the types of {@link Extracted#type}; "zip" for all that is one, "text" for all that reads as text. */
    static String of(byte[] bytes) {
        if (bytes.length == 0) {
            return "empty";
        }
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        String binary = binary(head, bytes);
        return binary.isEmpty() ? text(head, bytes) : binary;
    }

    private static String binary(String head, byte[] bytes) {
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return "zip";
        }
        if (head.startsWith("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1")) {
            return compound(bytes);
        }
        int pdf = head.indexOf("%PDF-");
        if (pdf >= 0 && pdf < 1024) {
            return "pdf";
        }
        if (head.startsWith("x\u009f>\"")) {
            return "tnef";
        }
        if (head.startsWith("\u0089PNG") || head.startsWith("\u00ff\u00d8\u00ff") || head.startsWith("GIF8") || head.startsWith("II*\0")
                || head.startsWith("MM\0*") || head.startsWith("RIFF") && head.startsWith("WEBP", 8) || head.startsWith("\0\0\u0001\0")
                || head.startsWith("BM") && bytes.length > 14 && head.startsWith("\0\0\0\0", 6) || head.startsWith("ftyphe", 4)
                || head.startsWith("ftypmif", 4) || head.startsWith("ftypavif", 4) || head.startsWith("\u00d7\u00cd\u00c6\u009a")
                || head.startsWith(" EMF", 40)) {
            return "image";
        }
        if (head.startsWith("ID3") || head.startsWith("RIFF") || head.startsWith("OggS") || head.startsWith("fLaC")
                || head.startsWith("ftyp", 4) || head.startsWith("\u001aE\u00df\u00a3")) {
            return "media";
        }
        if (head.startsWith("MZ") && bytes.length > 64 && bytes[2] < 32 || head.startsWith("\u007fELF")) {
            return "program";
        }
        if (head.startsWith("7z\u00bc\u00af'\u001c")) {
            return "7z";
        }
        if (Tar.isOne(bytes)) {
            return "tar";
        }
        return head.startsWith("Rar!\u001a") ? "rar" : head.startsWith("\u001f\u008b") ? "gz" : head.startsWith("{\\rtf") ? "rtf" : "";
    }

    /** Old office files and encrypted new ones: by the names in their directory, which are UTF-16. */
    private static String compound(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        if (has(all, "EncryptedPackage") || has(all, "EncryptionInfo")) {
            return "encrypted";
        }
        return has(all, "WordDocument")
                ? "doc"
                : has(all, "Workbook") || has(all, "Book")
                        ? "xls"
                        : has(all, "PowerPoint Document") ? "ppt" : has(all, "__substg1.0_") ? "msg" : "ole";
    }

    private static boolean has(String all, String name) {
        return all.contains(String.join("\0", name.split("")) + "\0");
    }

    private static String text(String head, byte[] bytes) {
        Charset wide = PlainText.wide(bytes);
        boolean marked = head.startsWith("\u00ff\u00fe") || head.startsWith("\u00fe\u00ff");
        if (wide == null && !marked) {
            int odd = 0;
            for (int i = 0; i < head.length(); i++) {
                char c = head.charAt(i);
                odd += c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\u001b' ? 1 : 0;
            }
            if (odd * 50 > head.length()) {
                return "unknown";
            }
        }
        byte[] first = bytes.length > HEAD ? java.util.Arrays.copyOf(bytes, HEAD) : bytes;
        return ofText(PlainText.decode(first, "windows-1252"));
    }

    /** The kind of a text by how it begins. */
    static String ofText(String text) {
        String start = text.substring(0, Math.min(text.length(), 1000)).strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("begin:vcalendar")) {
            return "calendar";
        }
        if (start.startsWith("begin:vcard")) {
            return "vcard";
        }
        if (start.startsWith("-----begin pgp message")) {
            return "encrypted";
        }
        if (start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<html") || start.startsWith("<table")
                || start.startsWith(
                        "<body")
                || start.startsWith("<div") || start.startsWith("<p>") || start.startsWith("<meta") || start.startsWith("<head")) {
            return "html";
        }
        if (start.startsWith("<?xml") || start.startsWith("<svg") || start.startsWith("<!doctype") || isElement(start)) {
            return "xml";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "json";
        }
        return isMessage(start) ? "message" : "text";
    }

    /** Begins with a tag that has a name of some length or a namespace; "<b" may be anything. */
    private static boolean isElement(String start) {
        int end = 1;
        while (end < start.length() && (Character.isLetterOrDigit(start.charAt(end)) || ":-_.".indexOf(start.charAt(end)) >= 0)) {
            end++;
        }
        return start.startsWith("<") && end > 2 && end < start.length() && (start.charAt(end) == '>' || start.charAt(end) == ' ')
                && Character.isLetter(start.charAt(1)) && start.indexOf('>') > 0;
    }

    /** Begins like a mail: two of the header fields that every mail has. */
    private static boolean isMessage(String start) {
        int fields = 0;
        for (String field : new String[]{"received: ", "return-path: ", "from: ", "date: ", "message-id: ", "mime-version: ", "subject: ",
                "to: ",
                "delivered-to: ", "x-unsent: "}) {
            fields += start.startsWith(field) ? 10 : start.contains("\n" + field) ? 1 : 0;
        }
        return fields >= 11 && (start.contains("message-id: ") || start.contains("mime-version: ") || start.contains("received: "));
    }
}
