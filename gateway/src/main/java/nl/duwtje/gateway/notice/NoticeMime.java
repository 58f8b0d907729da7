package nl.duwtje.gateway.notice;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Turns a notice into bytes: what needs encoding by Jakarta Mail, the parts around it and the draft streamed by hand, so that an original of
 * 150 MB never stands in the heap.
 */
final class NoticeMime {

    /**
     * Up to this size a draft travels as a plain file (application/octet-stream, base64), which Exchange keeps as a file that Outlook opens
     * by its {@code X-Unsent}; message/rfc822 would become an embedded, received message (MS-OXCMAIL section 2.2.3.4.3). Above it, base64
     * could push the notice over the next hop's size limit, so it goes as message/rfc822 in 8bit when its lines allow.
     */
    static final long PLAIN_FILE_LIMIT = 10L << 20;
    private static final int MAX_LINE = 998;
    private static final int USUAL_SIZE = 16 * 1024;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    static {
        // without a name Jakarta Mail looks for it in all jars, anew for each word that it encodes
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final MailAddress from;
    private final String domain;
    private final Path spool;
    private final Clock clock;
    private final RandomGenerator random;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, NoticeMime.class.getClassLoader(),
            "nl.duwtje.gateway.jte");

    NoticeMime(MailAddress from, String domain, Path spool, Clock clock, RandomGenerator random) {
        this.from = from;
        this.domain = domain;
        this.spool = spool;
        this.clock = clock;
        this.random = random;
    }

    /** The HTML form alone. */
    String html(NoticeView view) {
        StringOutput html = new StringOutput();
        templates.render("notice.jte", view, html);
        return html.toString();
    }

    RawMessage notice(NoticeView view, MailAddress to) {
        try {
            NoticeBytes out = new NoticeBytes(USUAL_SIZE);
            headers(view, to, out);
            alternative(view, out);
            return out.message();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawMessage noticeWithDraft(NoticeView view, MailAddress to, RawMessage original, String fileName) {
        try {
            String boundary = "=_duwtje_" + id();
            byte[] head = mixedHead(view, to, boundary);
            RawMessage draft = DraftMessage.of(original);
            boolean asMessage = draft.size() > PLAIN_FILE_LIMIT && Lines.of(draft).longest <= MAX_LINE;
            byte[] partHead = draftHead(boundary, fileName, asMessage);
            byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
            long size = head.length + partHead.length + tail.length + (asMessage ? draft.size() : draft.size() * 78 / 57 + 80);
            return written(size, out -> {
                out.write(head);
                out.write(partHead);
                if (asMessage) {
                    draft.writeTo(out::write);
                } else {
                    OutputStream base64 = Base64.getMimeEncoder().wrap(new Unclosed(out));
                    draft.writeTo(base64::write);
                    base64.close();
                }
                out.write(tail);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By hand but for what needs encoding: a whole message of Jakarta Mail's takes longer for these lines than the texts do. */
    private void headers(NoticeView view, MailAddress to, NoticeBytes out) throws IOException {
        boolean utf8 = from.needsSmtpUtf8() || to.needsSmtpUtf8(); // then header fields are UTF-8 (RFC 6532)
        out.write("Date: " + DATE.format(clock.instant().atZone(clock.getZone())));
        out.write("\r\nFrom: " + mailbox(from, view.senderName(), utf8));
        if (view.byMail().isPresent()) {
            out.write("\r\nReply-To: <" + view.byMail().replyTo() + ">");
        }
        out.write("\r\nTo: " + mailbox(to, null, utf8));
        out.write("\r\nMessage-ID: <" + id() + "@" + domain + ">");
        out.write("\r\nSubject: " + MimeUtility.fold(9, MimeUtility.encodeText(view.subject(), StandardCharsets.UTF_8.name(), null)));
        out.write("\r\nMIME-Version: 1.0\r\nAuto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\nContent-Language: "
                + view.language() + "\r\n");
    }

    private static String mailbox(MailAddress address, String name, boolean utf8) throws IOException {
        InternetAddress mailbox = new InternetAddress();
        mailbox.setAddress(address.text());
        mailbox.setPersonal(name, StandardCharsets.UTF_8.name());
        return utf8 ? mailbox.toUnicodeString() : mailbox.toString();
    }

    /** Text and HTML. Written here, because a part of Jakarta Mail's looks for its streams in all jars, each anew. */
    private void alternative(NoticeView view, NoticeBytes out) {
        String boundary = "=_duwtje_" + id(); // never in a text: =_ is no quoted-printable
        out.write("Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n");
        part(boundary, "plain", PlainNotice.of(view), out);
        part(boundary, "html", html(view), out);
        out.write("--" + boundary + "--\r\n");
    }

    private static void part(String boundary, String subtype, String text, NoticeBytes out) {
        out.write("--" + boundary + "\r\nContent-Type: text/" + subtype
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        out.quotedPrintable(text);
        out.write("\r\n");
    }

    private byte[] mixedHead(NoticeView view, MailAddress to, String boundary) throws IOException {
        NoticeBytes out = new NoticeBytes(USUAL_SIZE);
        headers(view, to, out);
        out.write("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n");
        alternative(view, out);
        return out.copy();
    }

    private static byte[] draftHead(String boundary, String fileName, boolean asMessage) {
        ParameterList name = new ParameterList();
        name.set("name", fileName, StandardCharsets.UTF_8.name());
        ParameterList file = new ParameterList();
        file.set("filename", fileName, StandardCharsets.UTF_8.name());
        String type = asMessage ? "message/rfc822" : "application/octet-stream";
        return ("\r\n--" + boundary + "\r\nContent-Type: " + type + name.toString(14 + type.length())
                + "\r\nContent-Disposition: attachment"
                + file.toString(31) + "\r\nContent-Transfer-Encoding: " + (asMessage ? "8bit" : "base64") + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** In memory while small, else in a temp file that closing the message deletes. */
    private RawMessage written(long expected, Writing writing) throws IOException {
        if (expected <= RawMessage.IN_MEMORY_LIMIT) {
            NoticeBytes out = new NoticeBytes((int) expected);
            writing.to(out);
            return out.message();
        }
        Path file = Files.createTempFile(spool, "notice", ".eml");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            writing.to(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return FileMessage.temporary(file, Files.size(file));
    }

    /** Base64 must be closed to write its last bytes; what is behind it goes on. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] block, int from, int length) throws IOException {
            out.write(block, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** The longest line, without its line end (RFC 5322 section 2.1.1). */
    private static final class Lines implements RawMessage.Sink {
        private int longest;
        private int length;

        static Lines of(RawMessage message) throws IOException {
            Lines lines = new Lines();
            message.writeTo(lines);
            return lines;
        }

        @Override
        public void write(byte[] block, int from, int count) {
            for (int i = from; i < from + count; i++) {
                if (block[i] == '\n') {
                    length = 0;
                } else if (block[i] != '\r') {
                    longest = Math.max(longest, ++length);
                }
            }
        }
    }
}
