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
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Enumeration;
import java.util.Properties;
import java.util.random.RandomGenerator;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;

import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
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

    static {
        // without a name Jakarta Mail looks for it in all jars, anew for each word that it encodes
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final MailAddress from;
    private final String domain;
    private final Path spool;
    private final Clock clock;
    private final RandomGenerator random;
    private final Session session = Session.getInstance(new Properties());
    /** For addresses that only travel under SMTPUTF8 (RFC 6532): their header fields are UTF-8. */
    private final Session utf8Session = utf8Session();
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, NoticeMime.class.getClassLoader(),
            "nl.duwtje.gateway.jte");

    NoticeMime(MailAddress from, String domain, Path spool, Clock clock, RandomGenerator random) {
        this.from = from;
        this.domain = domain;
        this.spool = spool;
        this.clock = clock;
        this.random = random;
    }

    private static Session utf8Session() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return Session.getInstance(properties);
    }

    /** The HTML form alone. */
    String html(NoticeView view) {
        StringOutput html = new StringOutput();
        templates.render("notice.jte", view, html);
        return html.toString();
    }

    RawMessage notice(NoticeView view, MailAddress to) {
        try {
            Bytes out = new Bytes(USUAL_SIZE);
            headers(view, to, out);
            alternative(view, out);
            return new MemoryMessage(out.array, out.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException("a notice could not be composed", e);
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
        } catch (MessagingException e) {
            throw new IllegalStateException("a notice could not be composed", e);
        }
    }

    private void headers(NoticeView view, MailAddress to, OutputStream out) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(from.needsSmtpUtf8() || to.needsSmtpUtf8() ? utf8Session : session);
        InternetAddress sender = new InternetAddress();
        sender.setAddress(from.text());
        sender.setPersonal(view.senderName(), StandardCharsets.UTF_8.name());
        InternetAddress recipient = new InternetAddress();
        recipient.setAddress(to.text());
        message.setFrom(sender);
        message.setRecipient(Message.RecipientType.TO, recipient);
        message.setSubject(view.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", "<" + id() + "@" + domain + ">");
        if (view.byMail().isPresent()) {
            message.setHeader("Reply-To", "<" + view.byMail().replyTo() + ">");
        }
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", view.language());
        message.setHeader("MIME-Version", "1.0");
        for (Enumeration<String> lines = message.getAllHeaderLines(); lines.hasMoreElements();) {
            write(out, lines.nextElement() + "\r\n");
        }
    }

    /** Text and HTML. Written here, because a part of Jakarta Mail's looks for its streams in all jars, each anew. */
    private void alternative(NoticeView view, OutputStream out) throws IOException {
        String boundary = "=_duwtje_" + id(); // never in a text: =_ is no quoted-printable
        write(out, "Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"\r\n\r\n");
        quotedPrintable(boundary, "plain", PlainNotice.of(view), out);
        quotedPrintable(boundary, "html", html(view), out);
        write(out, "--" + boundary + "--\r\n");
    }

    /** One part. Its lines end in CRLF, however they did before (RFC 2045 section 6.7). */
    private void quotedPrintable(String boundary, String subtype, String text, OutputStream out) throws IOException {
        write(out, "--" + boundary + "\r\nContent-Type: text/" + subtype
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        OutputStream encoded = session.getStreamProvider().outputQP(out);
        write(encoded, text);
        encoded.flush();
        write(out, "\r\n");
    }

    private byte[] mixedHead(NoticeView view, MailAddress to, String boundary) throws MessagingException, IOException {
        Bytes out = new Bytes(USUAL_SIZE);
        headers(view, to, out);
        write(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + "\r\n");
        alternative(view, out);
        return Arrays.copyOf(out.array, out.length);
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

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        StringBuilder id = new StringBuilder();
        for (byte b : bytes) {
            id.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        return id.toString();
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** In memory while small, else in a temp file that closing the message deletes. */
    private RawMessage written(long expected, Writing writing) throws IOException {
        if (expected <= RawMessage.IN_MEMORY_LIMIT) {
            Bytes out = new Bytes((int) expected);
            writing.to(out);
            return new MemoryMessage(out.array, out.length);
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

    /** A ByteArrayOutputStream without a lock, which the encoders would take for each byte. */
    private static final class Bytes extends OutputStream {
        private byte[] array;
        private int length;

        Bytes(int size) {
            array = new byte[size];
        }

        @Override
        public void write(int b) {
            need(1);
            array[length++] = (byte) b;
        }

        @Override
        public void write(byte[] block, int from, int count) {
            need(count);
            System.arraycopy(block, from, array, length, count);
            length += count;
        }

        private void need(int more) {
            if (more > array.length - length) {
                array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
            }
        }
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
