package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.MemoryMessage;

/** Mail as Outlook, Gmail, Apple Mail, Thunderbird and newsletters write it: read fully, and never called ambiguous. */
class MimeOutlineTest {

    private static MimeOutline outline(String text) {
        return MimeOutline.of(MemoryMessage.of(text).bytes());
    }

    private static final String OUTLOOK = """
            From: "Jansen, Piet" <piet@gemeente.example.org>
            To: =?iso-8859-1?Q?Ren=E9e_Bakker?= <renee@partner.test>,
            \t"De Vries, Anna" <anna@burger.test>
            Subject: =?utf-8?B?T3ZlcnppY2h0IOKCrCAyMDI2?=
            Thread-Topic: Overzicht
            Thread-Index: AdwQ==
            MIME-Version: 1.0
            Content-Type: multipart/mixed;
            \tboundary="_004_AM0PR0101MB1234abcd_"

            --_004_AM0PR0101MB1234abcd_
            Content-Type: multipart/related;
            \tboundary="_003_AM0PR0101MB1234abcd_";
            \ttype="multipart/alternative"

            --_003_AM0PR0101MB1234abcd_
            Content-Type: multipart/alternative;
            \tboundary="_000_AM0PR0101MB1234abcd_"

            --_000_AM0PR0101MB1234abcd_
            Content-Type: text/plain; charset="iso-8859-1"
            Content-Transfer-Encoding: quoted-printable

            Beste Ren=E9e,=20

            --=20
            Piet

            --_000_AM0PR0101MB1234abcd_
            Content-Type: text/html; charset="iso-8859-1"
            Content-Transfer-Encoding: quoted-printable

            <html><body>Beste Ren=E9e</body></html>

            --_000_AM0PR0101MB1234abcd_--

            --_003_AM0PR0101MB1234abcd_
            Content-Type: image/png; name="image001.png"
            Content-Description: image001.png
            Content-Disposition: inline; filename="image001.png"; size=4;
            \tcreation-date="Tue, 03 Mar 2026 10:00:00 GMT"
            Content-ID: <image001.png@01DC>
            Content-Transfer-Encoding: base64

            iVBORw==

            --_003_AM0PR0101MB1234abcd_--

            --_004_AM0PR0101MB1234abcd_
            Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;
            \tname="=?utf-8?B?Q2xpw6tudGVuLnhsc3g=?="
            Content-Disposition: attachment;
            \tfilename="=?utf-8?B?Q2xpw6tudGVuLnhsc3g=?="; size=5
            Content-Transfer-Encoding: base64

            aGFsbG8=

            --_004_AM0PR0101MB1234abcd_--
            """;

    @Test
    void outlookMailWithPictureAndSpreadsheet() {
        MimeOutline outline = outline(OUTLOOK);

        assertThat(outline.ambiguity()).isEmpty();
        assertThat(outline.text(outline.headers("subject").get(0))).isEqualTo("Overzicht € 2026");
        assertThat(outline.leaves()).extracting(Part::mediaType).containsExactly("text/plain", "text/html", "image/png",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assertThat(outline.leaves().get(0).text(1000)).isEqualTo("Beste Renée, \r\n\r\n-- \r\nPiet\r\n");
        assertThat(outline.leaves().get(2).isInlineImage()).isTrue();
        Part sheet = outline.leaves().get(3);
        assertThat(sheet.isAttachment()).isTrue();
        assertThat(sheet.fileName()).isEqualTo("Cliënten.xlsx");
        assertThat(new String(sheet.decoded(100), StandardCharsets.US_ASCII)).isEqualTo("hallo");
        assertThat(outline.leaves()).filteredOn(Part::isAttachment).containsExactly(sheet);
        assertThat(AddressLists.of(outline, "To")).extracting(Object::toString).containsExactly("renee@partner.test", "anna@burger.test");
    }

    @Test
    void offsetsPointAtTheBytes() {
        byte[] bytes = OUTLOOK.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        MimeOutline outline = MimeOutline.of(ByteBuffer.wrap(bytes));
        String text = new String(bytes, StandardCharsets.UTF_8);

        HeaderField to = outline.headers("TO").get(0);
        assertThat(text.substring((int) to.from(), (int) to.to())).startsWith("To: =?iso").endsWith("<anna@burger.test>\r\n");
        assertThat(text.substring((int) outline.bodyFrom())).startsWith("--_004_");
        Part html = outline.leaves().get(1);
        assertThat(text.substring((int) html.headFrom())).startsWith("Content-Type: text/html");
        assertThat(text.substring((int) html.bodyFrom(), (int) html.bodyTo())).isEqualTo("<html><body>Beste Ren=E9e</body></html>\r\n");
        assertThat(outline.root().bodyTo()).isEqualTo(bytes.length);
    }

    @Test
    void gmailAppleThunderbirdAndNewsletters() {
        assertThat(outline("""
                MIME-Version: 1.0
                From: a@example.org
                Content-Type: multipart/alternative; boundary="000000000000d1a2b3061a2b3c4d"

                --000000000000d1a2b3061a2b3c4d
                Content-Type: text/plain; charset="UTF-8"
                Content-Transfer-Encoding: quoted-printable

                hoi
                --000000000000d1a2b3061a2b3c4d
                Content-Type: text/html; charset="UTF-8"

                <div dir="ltr">hoi</div>
                --000000000000d1a2b3061a2b3c4d--
                """).ambiguity()).isEmpty();
        assertThat(outline("""
                From: a@example.org
                Content-Type: multipart/alternative;
                 boundary="Apple-Mail=_0A1B2C3D-1111-2222-3333-444455556666"
                Mime-Version: 1.0 (Mac OS X Mail 16.0 \\(3774.600.62\\))
                Subject: Foto


                --Apple-Mail=_0A1B2C3D-1111-2222-3333-444455556666
                Content-Transfer-Encoding: 7bit
                Content-Type: text/plain;
                	charset=us-ascii

                hoi
                --Apple-Mail=_0A1B2C3D-1111-2222-3333-444455556666
                Content-Type: multipart/mixed;
                	boundary="Apple-Mail=_99999999-1111-2222-3333-444455556666"


                --Apple-Mail=_99999999-1111-2222-3333-444455556666
                Content-Disposition: inline;
                	filename=foto.jpeg
                Content-Type: image/jpeg;
                	x-unix-mode=0644;
                	name="foto.jpeg"
                Content-Transfer-Encoding: base64

                /9j/
                --Apple-Mail=_99999999-1111-2222-3333-444455556666--

                --Apple-Mail=_0A1B2C3D-1111-2222-3333-444455556666--
                """).ambiguity()).isEmpty();
        assertThat(outline("""
                Message-ID: <x@example.org>
                Content-Type: multipart/mixed; boundary="------------0qxYzAbCdEfGhIjKlMnOpQrS"
                From: a@example.org

                This is a multi-part message in MIME format.
                --------------0qxYzAbCdEfGhIjKlMnOpQrS
                Content-Type: text/plain; charset=UTF-8; format=flowed
                Content-Transfer-Encoding: 8bit

                één
                --------------0qxYzAbCdEfGhIjKlMnOpQrS
                Content-Type: application/pdf; name="bijlage (1).pdf"
                Content-Disposition: attachment; filename="bijlage (1).pdf"
                Content-Transfer-Encoding: base64

                JVBERi0=

                --------------0qxYzAbCdEfGhIjKlMnOpQrS--
                """).ambiguity()).isEmpty();
        assertThat(outline("""
                From: nieuws@example.org
                List-Unsubscribe: <https://example.org/u>
                Content-Type: multipart/alternative; charset=utf-8; boundary=b1_abcdef0123456789;
                Content-Transfer-Encoding: 8bit

                --b1_abcdef0123456789
                Content-Type: text/plain; charset=us-ascii

                Nieuws -- van ons
                --
                --x--
                --b1_abcdef0123456789
                Content-Type: text/html; charset=us-ascii

                <p>Nieuws</p>


                --b1_abcdef0123456789--

                """).ambiguity()).isEmpty();
        assertThat(outline("Subject: plat\n\nGewoon tekst.\n").ambiguity()).isEmpty();
    }

    @Test
    void aForwardedMessageIsReadThrough() {
        MimeOutline outline = outline("""
                Content-Type: multipart/mixed; boundary=out

                --out
                Content-Type: text/plain

                zie onder
                --out
                Content-Type: message/rfc822
                Content-Disposition: attachment

                From: b@partner.test
                Content-Type: multipart/mixed; boundary=in

                --in

                binnen
                --in
                Content-Type: application/octet-stream
                Content-Disposition: attachment; filename*0*=utf-8''lijst%20; filename*1="2026.csv"

                a;b
                --in--
                --out--
                """);
        assertThat(outline.ambiguity()).isEmpty();
        assertThat(outline.leaves()).hasSize(3);
        assertThat(outline.leaves().get(2).fileName()).isEqualTo("lijst 2026.csv");
        assertThat(outline.leaves().get(2).isInsideMessage()).isTrue();
        assertThat(outline.leaves().get(2).text(10)).isEqualTo("a;b");
        assertThat(outline.parts()).filteredOn(Part::isMessage).singleElement().satisfies(m -> {
            assertThat(m.isAttachment()).isTrue();
            assertThat(m.children().get(0).headers("from")).hasSize(1);
        });
    }

    @Test
    void aForwardedMessageInBase64IsMarkedAndCanBeOutlined() {
        String inner = "Subject: in\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF";
        MimeOutline outline = outline("Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(inner.getBytes(StandardCharsets.US_ASCII)) + "\n");
        assertThat(outline.root().isEncodedMessage()).isTrue();
        MimeOutline within = MimeOutline.of(ByteBuffer.wrap(outline.root().decoded(10_000)));
        assertThat(within.root().fileName()).isEqualTo("a.pdf");
    }

    @Test
    void namesThatDeceive() {
        MimeOutline outline = outline("""
                Content-Type: application/pdf; name="factuur.pdf"
                Content-Disposition: attachment; filename="factuur\u202efdp.exe"

                x
                """);
        assertThat(outline.root().fileName()).isEqualTo("factuurfdp.exe");
        assertThat(outline.root().otherName()).isEqualTo("factuur.pdf");
    }

    @Test
    void textWithoutOrWithAFalseCharset() {
        assertThat(outline("Content-Type: text/plain; charset=us-ascii\n\néén").root().text(10)).isEqualTo("één");
        byte[] latin = "Content-Type: text/plain\r\n\r\n\u0080 één".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(MimeOutline.of(ByteBuffer.wrap(latin)).root().text(10)).isEqualTo("€ één");
        byte[] utf16 = "Content-Type: text/plain; charset=utf-16le; x=y\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] body = "één".getBytes(StandardCharsets.UTF_16LE);
        byte[] all = java.util.Arrays.copyOf(utf16, utf16.length + body.length);
        System.arraycopy(body, 0, all, utf16.length, body.length);
        assertThat(MimeOutline.of(ByteBuffer.wrap(all)).root().text(10)).isEqualTo("één");
        assertThat(outline("Content-Type: text/plain; charset=x-onbekend\n\nhoi").root().hasKnownCharset()).isFalse();
        assertThat(outline("Content-Type: text/plain; charset=utf-8\n\nhallo").root().text(3)).isEqualTo("hal");
    }

    @Test
    void linesAndPartsOfAnySizeAreFound() {
        for (int size : new int[]{1, 76, 1000, 16_381, 16_382, 16_383, 16_384, 16_385, 40_000, 3_000_000}) {
            String body = "x".repeat(size);
            MimeOutline outline = outline(
                    "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + body + "\n--b\n\n" + "y\n".repeat(size % 20_000)
                            + "--b--\n");
            assertThat(outline.ambiguity()).isEmpty();
            assertThat(outline.leaves()).hasSize(2);
            assertThat(outline.leaves().get(0).bodyTo() - outline.leaves().get(0).bodyFrom()).isEqualTo(size);
        }
    }

    @Test
    void encodedWordsAsTheyOccur() {
        for (String[] pair : new String[][]{{"=?utf-8?Q?a_b?= =?utf-8?Q?c?=", "a bc"}, {"=?utf-8?B?w6k=?= x =?x", "é x =?x"},
                {"=?utf-8?q?=C3?= =?utf-8?q?=A9?=", "é"}, {"=?x", "=?x"}, {"=?=?utf-8?q?a?=", "=?a"}, {"1=?2 =?utf-8?q?a?=", "1=?2 a"},
                {"=?iso-8859-15?Q?=A4=5F?=", "€_"}, {"=?onbekend?Q?a?=", "=?onbekend?Q?a?="}, {"=?utf-8?Q??= x", " x"}}) {
            MimeOutline outline = outline("Subject: " + pair[0] + "\n\n");
            assertThat(outline.text(outline.headers("Subject").get(0))).isEqualTo(pair[1]);
        }
    }

    @Test
    void aHostileSubjectTakesNoTime() {
        MimeOutline outline = outline("Subject: " + "=?".repeat(500_000) + "\n\n");
        assertThat(outline.text(outline.headers("Subject").get(0))).hasSize(1_000_000);
    }

    @Test
    void boundsHold() {
        StringBuilder many = new StringBuilder("Content-Type: multipart/mixed; boundary=b\n\n");
        many.append("--b\n\nx\n".repeat(1500)).append("--b--\n");
        MimeOutline outline = outline(many.toString());
        assertThat(outline.ambiguity()).isEqualTo("too many parts");
        assertThat(outline.isComplete()).isFalse();
        assertThat(outline.parts()).hasSize(MimeOutline.MAX_PARTS);

        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("z\n\n--b").append(i).append("z\n");
        }
        assertThat(outline(deep.toString()).ambiguity()).isEqualTo("too deep");
        assertThat(outline("Content-Type: message/rfc822\n\n".repeat(5000)).ambiguity()).isEqualTo("too deep");
        assertThat(outline("a: b\n".repeat(20_000) + "\n").isComplete()).isFalse();
    }
}
