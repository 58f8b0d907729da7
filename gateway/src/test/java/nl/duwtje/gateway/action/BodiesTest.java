package nl.duwtje.gateway.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.PolicySettings.HideTo;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;

/** Banners in texts and attendees in calendars: the part is changed, nothing around it. */
class BodiesTest {

    private static final String BANNER = "Let op: één “bijlage”";

    private static Actions actions(String banner) {
        return new Actions(new ActionSettings(() -> HideTo.UNDISCLOSED_RECIPIENTS, new Organisation(List.of("example.org"), List.of()),
                (key, language) -> new BannerText(banner, "")), List.of());
    }

    private static Changed apply(RawMessage message, String banner, Action action) {
        return actions(banner).apply(List.of(action), Envelope.of(MailAddress.NULL, List.of(MailAddress.of("a@x.test"))), message, "nl")
                .get(0);
    }

    private static byte[] bytes(RawMessage message) {
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        return bytes;
    }

    private static RawMessage withBanner(String message) {
        return apply(MemoryMessage.of(message), BANNER, new Action.Banner("b")).message();
    }

    private static MimeOutline outline(RawMessage message) {
        MimeOutline outline = MimeOutline.of(message.bytes());
        assertThat(outline.ambiguity()).isEmpty();
        return outline;
    }

    @Test
    void asciiTextBecomesUtf8OnlyWhenTheBannerNeedsIt() {
        for (String head : List.of("", "Content-Type: text/plain; charset=us-ascii; format=flowed\nContent-Transfer-Encoding: 7bit\n",
                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n",
                "Content-Type: text/plain;\n\tcharset=\"us-ascii\"\nContent-Transfer-Encoding: base64\n")) {
            String body = head.contains("base64")
                    ? Base64.getEncoder().encodeToString("hallo\r\nwereld".getBytes(StandardCharsets.US_ASCII))
                    : "hallo\nwereld";
            Part part = outline(withBanner("Subject: x\n" + head + "X-Last: y\n\n" + body)).root();
            assertThat(part.text(1000)).isEqualTo(BANNER + "\r\n\r\nhallo\r\nwereld");
            assertThat(part.charset()).isEqualTo("utf-8");
            assertThat(part.parameter("format")).isEqualTo(head.contains("flowed") ? "flowed" : "");
        }
        byte[] ascii = bytes(apply(MemoryMessage.of("Subject: x\n\nhallo\n"), "Let op!", new Action.Banner("b")).message());
        assertThat(new String(ascii, StandardCharsets.US_ASCII)).isEqualTo("Subject: x\r\n\r\nLet op!\r\n\r\nhallo\r\n");
    }

    @Test
    void latinTextStaysLatinWhenTheBannerFits() {
        byte[] message = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nvóór\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] changed = bytes(apply(new MemoryMessage(message), "één", new Action.Banner("b")).message());
        assertThat(new String(changed, StandardCharsets.ISO_8859_1)).isEqualTo(
                "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\néén\r\n\r\nvóór\r\n");
        byte[] quoted = "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nv=F3=f3r =\r\nx"
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(bytes(apply(new MemoryMessage(quoted), "één", new Action.Banner("b")).message()), StandardCharsets.US_ASCII))
                .endsWith("\r\n\r\n=E9=E9n\r\n\r\nv=F3=f3r =\r\nx");
    }

    private static final String OUTLOOK = """
            Content-Type: multipart/mixed; boundary=mix
            Subject: x

            preambule
            --mix
            Content-Type: multipart/alternative; boundary=alt

            --alt
            Content-Type: text/plain; charset="iso-8859-1"
            Content-Transfer-Encoding: quoted-printable

            Caf=E9
            --alt
            Content-Type: text/html; charset="iso-8859-1"
            Content-Transfer-Encoding: quoted-printable

            <html><head><title>x</title></head><body lang=3DNL link=3D"a>b">
            <p>Caf=E9</p></body></html>
            --alt--

            --mix
            Content-Type: text/plain; name=bijlage.txt
            Content-Disposition: attachment; filename=bijlage.txt

            los
            --mix
            Content-Type: text/html

            <body>onderaan</body>
            --mix--
            epiloog
            """;

    @Test
    void bothAlternativesGetItAndNothingElseMoves() {
        RawMessage changed = withBanner(OUTLOOK);
        List<Part> leaves = outline(changed).leaves();
        assertThat(leaves.get(0).text(1000)).isEqualTo(BANNER + "\r\n\r\nCafé");
        assertThat(leaves.get(1).text(1000)).isEqualTo("<html><head><title>x</title></head><body lang=NL link=\"a>b\">"
                + "\r\n<p>Let op: &#233;&#233;n &#8220;bijlage&#8221;</p>\r\n\r\n<p>Café</p></body></html>");
        assertThat(leaves.get(1).charset()).isEqualTo("iso-8859-1");
        String before = new String(bytes(MemoryMessage.of(OUTLOOK)), StandardCharsets.US_ASCII);
        String after = new String(bytes(changed), StandardCharsets.US_ASCII);
        assertThat(after).startsWith(before.substring(0, before.indexOf("Content-Type: text/plain")));
        assertThat(after).endsWith(before.substring(before.indexOf("\r\n--alt--")));
    }

    @Test
    void neverTwice() {
        RawMessage once = withBanner(OUTLOOK);
        byte[] first = bytes(once);
        Changed twice = apply(new MemoryMessage(first), BANNER, new Action.Banner("b"));
        assertThat(bytes(twice.message())).isEqualTo(first);
        assertThat(twice.removedSignatureDomains()).isEmpty();
        String answer = "Subject: RE\nContent-Type: text/html; charset=utf-8\n\n<body><p>ja</p><blockquote><p><span>Let op: &eacute;&eacute;n\n"
                + " \u201cbijlage\u201d</span></p></blockquote></body>\n";
        assertThat(bytes(withBanner(answer))).isEqualTo(bytes(MemoryMessage.of(answer)));
    }

    @Test
    void signedEncryptedCalendarAndAmbiguousStayAsTheyAre() {
        for (String message : List.of("""
                Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=s

                --s
                Content-Type: text/plain

                hallo
                --s
                Content-Type: application/pkcs7-signature; name=smime.p7s
                Content-Transfer-Encoding: base64

                AAAA
                --s--
                """, "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nAAAA\n",
                "Subject: x\n\n-----BEGIN PGP MESSAGE-----\nAAAA\n",
                "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nhallo\n--b\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\n--b--\n",
                "Content-Type: text/plain\nContent-Type: text/html\n\nhallo\n")) {
            RawMessage original = MemoryMessage.of(message);
            Changed changed = apply(original, BANNER, new Action.Banner("b"));
            assertThat(changed.isUntouchedCopyOf(original)).as(message).isTrue();
            assertThat(changed.notes()).singleElement().asString().startsWith("no banner: ");
        }
    }

    @Test
    void utf16IsWrittenAnewAndBase64StaysBase64() {
        String body = Base64.getMimeEncoder().encodeToString("<body>één</body>".getBytes(StandardCharsets.UTF_16LE));
        Part part = outline(withBanner("Content-Type: text/html; charset=utf-16le\nContent-Transfer-Encoding: base64\n\n" + body)).root();
        assertThat(part.transferEncoding()).isEqualTo("base64");
        assertThat(part.charset()).isEqualTo("utf-8");
        assertThat(part.text(1000)).startsWith("<body>\r\n<p>Let op").endsWith("één</body>");
    }

    @Test
    void aBodyTagWithinACommentIsNotTheBody() {
        String page = new String(bytes(withBanner("Content-Type: text/html; charset=x-onbekend\n\n<!--[if mso]><body class=a><![endif]-->"
                + "<!--[if !mso]><!--><body><!--<![endif]-->hoi</body>\n")), StandardCharsets.US_ASCII);
        assertThat(page).contains("charset=x-onbekend").contains("<!--[if !mso]><!--><body>\r\n<p>Let op");
    }

    @Test
    void noLineGetsLongerThanMailMayCarry() {
        String banner = "lang ".repeat(300);
        byte[] changed = bytes(apply(MemoryMessage.of("Subject: x\n\nhallo\n"), banner, new Action.Banner("b")).message());
        assertThat(new String(changed, StandardCharsets.US_ASCII).lines()).allMatch(line -> line.length() <= 998);
        assertThat(outline(new MemoryMessage(changed)).root().text(10_000)).isEqualTo(banner.strip() + "\r\n\r\nhallo\r\n");
    }

    private static final String CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nORGANIZER;CN=Piet:mailto:piet@example.org\r\n"
            + "ATTENDEE;CN=Anna;ROLE=REQ-PARTICIPANT:MAILTO:an\r\n na@burger.test\r\nATTENDEE:mailto:kees@example.org\r\n"
            + "ATTENDEE;CN=\"A\";\r\n RSVP=TRUE:mailto:a@x.test\r\nATTENDEE;CN=x:invalid\r\nSUMMARY:één\r\nEND:VCALENDAR\r\n";

    @Test
    void attendeesFromOutsideLeaveTheCalendar() {
        for (String encoding : List.of("8bit", "base64", "quoted-printable")) {
            String body = encoding.equals("base64")
                    ? Base64.getMimeEncoder().encodeToString(CALENDAR.getBytes(StandardCharsets.UTF_8))
                    : encoding.equals("8bit")
                            ? CALENDAR
                            : CALENDAR.replace("é", "=C3=A9").replace(";CN=", ";CN=3D").replace("ROLE=", "ROLE=3D");
            String message = "To: a@x.test\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\nContent-Transfer-Encoding: "
                    + encoding
                    + "\n\n" + body;
            Part hidden = outline(apply(MemoryMessage.of(message), BANNER, new Action.HideRecipients()).message()).root();
            assertThat(hidden.text(10_000).strip()).as(encoding).isEqualTo("BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n"
                    + "ORGANIZER;CN=Piet:mailto:piet@example.org\r\nATTENDEE:mailto:kees@example.org\r\nSUMMARY:één\r\nEND:VCALENDAR");
            Part own = outline(apply(MemoryMessage.of(message), BANNER, new Action.OneByOne()).message()).root();
            assertThat(own.text(10_000)).contains("mailto:a@x.test").doesNotContain("burger");
        }
    }

    @Test
    void aSignedCalendarIsLeftAndSaid() {
        Changed changed = apply(MemoryMessage.of("""
                To: a@x.test
                Content-Type: multipart/signed; boundary=s

                --s
                Content-Type: text/calendar

                ATTENDEE:mailto:b@y.test
                --s
                Content-Type: application/pkcs7-signature

                AAAA
                --s--
                """), BANNER, new Action.HideRecipients());
        assertThat(changed.notes()).containsExactly("attendees in calendar left as they are: signed or encrypted");
        assertThat(new String(bytes(changed.message()), StandardCharsets.US_ASCII)).contains("ATTENDEE").contains("undisclosed");
    }
}
