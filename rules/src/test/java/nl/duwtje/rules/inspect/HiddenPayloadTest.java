package nl.duwtje.rules.inspect;

import static nl.duwtje.rules.inspect.EvasionTest.CSV;
import static nl.duwtje.rules.inspect.EvasionTest.base64;
import static nl.duwtje.rules.inspect.EvasionTest.quotedPrintable;
import static nl.duwtje.rules.inspect.EvasionTest.verdict;
import static nl.duwtje.rules.inspect.EvasionTest.xlsx;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways to carry a list of citizens in a message whose structure is in order. */
class HiddenPayloadTest {

    private static final byte[] LIST = CSV.getBytes(StandardCharsets.US_ASCII);

    private static byte[] mail(String headers, String body) {
        return ("From: Anna <anna@example.org>\nTo: bob@outside.test\nSubject: Lijst\nMIME-Version: 1.0\n" + headers + "\n\n" + body)
                .replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] text(String body) {
        return mail("Content-Type: text/plain; charset=utf-8", "Beste Bob,\n\n" + body + "\n\nGroet, Anna\n");
    }

    private static byte[] html(String body) {
        return mail("Content-Type: text/html; charset=utf-8", "<p>Beste Bob, " + body + "</p>");
    }

    private static byte[] attached(String headers, String body) {
        return mail("Content-Type: multipart/mixed; boundary=\"g\"",
                "--g\nContent-Type: text/plain\n\nZie bijlage.\n--g\n" + headers + "\n\n" + body + "\n--g--\n");
    }

    static String uuencoded(byte[] bytes) {
        StringBuilder out = new StringBuilder("begin 644 lijst.bin\n");
        for (int at = 0; at < bytes.length; at += 45) {
            int n = Math.min(45, bytes.length - at);
            out.append((char) (' ' + n));
            for (int i = at; i < at + n; i += 3) {
                int bits = 0;
                for (int k = 0; k < 3; k++) {
                    bits = bits << 8 | (i + k < bytes.length ? bytes[i + k] & 0xff : 0);
                }
                for (int shift = 18; shift >= 0; shift -= 6) {
                    int value = bits >> shift & 63;
                    out.append((char) (value == 0 ? '`' : ' ' + value));
                }
            }
            out.append('\n');
        }
        return out.append("`\nend\n").toString();
    }

    static String yEnc(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("=ybegin line=128 size=1 name=lijst.bin\n".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] + 42 & 0xff;
            if (b == 0 || b == '\n' || b == '\r' || b == '=') {
                out.write('=');
                b = b + 64 & 0xff;
            }
            out.write(b);
            if (i % 128 == 127) {
                out.write('\n');
            }
        }
        out.writeBytes("\n=yend size=1\n".getBytes(StandardCharsets.ISO_8859_1));
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String utf7(String ascii) {
        return "+" + base64(ascii.getBytes(StandardCharsets.UTF_16BE)).replace("\r\n", "").replace("=", "") + "-";
    }

    static Stream<Arguments> mails() {
        List<Arguments> all = new ArrayList<>();
        for (byte[] file : List.of(xlsx(), LIST)) {
            String what = file == LIST ? "CSV " : "XLSX ";
            String b64 = base64(file);
            String oneLine = b64.replace("\r\n", "");
            all.add(Arguments.of(what + "uuencoded in the text", text(uuencoded(file))));
            all.add(Arguments.of(what + "uuencoded, cut off", text(uuencoded(file).replace("`\nend\n", ""))));
            all.add(Arguments.of(what + "yEnc in the text", text(yEnc(file))));
            all.add(Arguments.of(what + "base64 in the text", text(b64)));
            all.add(Arguments.of(what + "base64 in lines of eight", text(oneLine.replaceAll("(.{8})", "$1\n"))));
            all.add(Arguments.of(what + "base64 glued to a word", text("lijst:" + b64)));
            all.add(Arguments.of(what + "base64 one digit off", text("A" + b64)));
            all.add(Arguments.of(what + "base64 two digits off", text("AB" + b64)));
            all.add(Arguments.of(what + "base64 three digits off", text("ABC" + b64)));
            all.add(Arguments.of(what + "base64 with rubbish", text(oneLine.replaceAll("(.{70})", "$1!\n").replace("!", "")
                    .replaceAll("(.{50})", "$1-"))));
            all.add(Arguments.of(what + "data: in HTML", html("<a href=\"data:application/x;base64," + oneLine + "\">lijst</a>")));
            all.add(Arguments.of(what + "quoted-printable in the text", text(quotedPrintable(file))));
            all.add(Arguments.of(what + "as text/plain", mail("Content-Type: text/plain\nContent-Transfer-Encoding: base64", b64)));
            all.add(Arguments.of(what + "as a logo", attached("Content-Type: image/png\nContent-ID: <x>\nContent-Disposition: inline\n"
                    + "Content-Transfer-Encoding: base64", b64)));
            all.add(Arguments.of(what + "as winmail.dat", attached("Content-Type: application/ms-tnef; name=winmail.dat\n"
                    + "Content-Transfer-Encoding: base64", b64)));
            all.add(Arguments.of(what + "as a PGP signature", mail("Content-Type: multipart/signed; boundary=g", "--g\n\nHallo\n--g\n"
                    + "Content-Type: application/pgp-signature; name=signature.asc\nContent-Transfer-Encoding: base64\n\n" + b64
                    + "\n--g--\n")));
            all.add(Arguments.of(what + "as the machine part of a report", mail("Content-Type: multipart/report; report-type=x; boundary=g",
                    "--g\n\nHallo\n--g\nContent-Type: application/x\nContent-Transfer-Encoding: base64\n\n" + b64 + "\n--g--\n")));
            all.add(Arguments.of(what + "as the version of PGP", mail("Content-Type: multipart/encrypted; boundary=g",
                    "--g\nContent-Type: application/pgp-encrypted\nContent-Transfer-Encoding: base64\n\n" + b64 + "\n--g--\n")));
            all.add(Arguments.of(what + "behind the padding",
                    attached("Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: base64",
                            "SGFsbG8=\n" + b64)));
            for (String name : List.of("name=\"lijst.xlsx.jpg\"", "name*=utf-8''%E2%80%AEgpj.xslx",
                    "name=\"=?utf-8?q?foto=E2=80=AEgpj.xslx?=\"",
                    "name*0*=utf-8''fo; name*1=to.jpg", "name=\"foto.jpg\"; name=\"lijst.xlsx\"", "name=\"../../foto.jpg\"", "name=\"CON\"",
                    "name=\"\"", "name=\"foto.jpg\n\"", "name=\"foto.jpg.....\"")) {
                all.add(Arguments.of(what + "called " + name.replace("\n", "|"), attached("Content-Type: image/jpeg; " + name
                        + "\nContent-Disposition: attachment; filename=\"foto.jpg\"\nContent-Transfer-Encoding: base64", b64)));
            }
            byte[] inner = attached("Content-Type: text/csv; name=a.csv\nContent-Transfer-Encoding: base64", b64);
            String nested = new String(inner, StandardCharsets.ISO_8859_1);
            for (int depth = 1; depth <= 8; depth++) {
                nested = "Subject: " + depth + "\nMIME-Version: 1.0\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
                        + base64(nested.getBytes(StandardCharsets.ISO_8859_1));
                all.add(Arguments.of(what + "in " + depth + " encoded mails",
                        nested.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1)));
            }
            all.add(Arguments.of(what + "in a saved mail", attached("Content-Type: application/octet-stream; name=oud.eml\n"
                    + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64", base64(inner))));
            all.add(Arguments.of(what + "in a piece of a mail", mail("Content-Type: message/partial; id=\"a\"; number=1; total=2",
                    new String(inner, StandardCharsets.ISO_8859_1))));
        }
        String csv = "Naam;BSN\nJan;123456782\nPiet;111222333\n";
        all.add(Arguments.of("elsewhere",
                mail("Content-Type: message/external-body; access-type=URL; URL=\"http://outside.test/x\"", "\n")));
        all.add(Arguments.of("percent signs in data:",
                html("<a href=\"data:text/csv,Naam%3B%42%53%4E%0AJan%3B%31%32%33%34%35%36%37%38%32\">x</a>")));
        all.add(Arguments.of("UTF-7", mail("Content-Type: text/plain; charset=utf-7", utf7(csv))));
        all.add(Arguments.of("UTF-7 not declared", text(utf7(csv))));
        all.add(Arguments.of("UTF-7 attached", attached("Content-Type: text/csv; charset=utf-7; name=a.csv", utf7(csv))));
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16,
                Charset.forName("UTF-32"),
                Charset.forName("IBM037"))) {
            String coded = base64(csv.getBytes(charset));
            all.add(Arguments.of(charset + " text",
                    mail("Content-Type: text/plain; charset=" + charset + "\nContent-Transfer-Encoding: base64", coded)));
            if (!charset.name().equals("IBM037")) {
                all.add(Arguments.of(charset + " not declared",
                        mail("Content-Type: text/plain\nContent-Transfer-Encoding: base64", coded)));
            }
            all.add(Arguments.of(charset + " declared, ASCII sent", mail("Content-Type: text/plain; charset=" + charset, csv)));
            all.add(Arguments.of(charset + " file", attached("Content-Type: text/csv; charset=" + charset
                    + "; name=a.csv\nContent-Transfer-Encoding: base64", coded)));
        }
        all.add(Arguments.of("BinHex",
                text("(This file must be converted with BinHex 4.0)\n\n:#hGPBR9dD@acAh\"X!$mr2cmr2cmr!!!!!!!0J!!!!!0(-:")));
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isNeverClean(String name, byte[] message) {
        assertThat(verdict(EvasionTest.facts(message))).as(name).isNotEqualTo("clean");
    }

    @Test
    void aFileBesideTheStructureIsListedAndItsDataCount() {
        assertThat(EvasionTest.facts(text("Hallo")).message().ambiguous()).isFalse();
        Facts facts = EvasionTest.facts(mail("Content-Type: multipart/mixed; boundary=g", "--g\n\nHallo\n--g--\n" + base64(xlsx()) + "\n"));
        assertThat(facts.message().ambiguity()).isEqualTo("content hidden from the structure");
        assertThat(facts.attachments()).singleElement().matches(a -> a.type().equals("xlsx") && a.inspected());
        assertThat(facts.personalData()).singleElement().satisfies(found -> {
            assertThat(found.count()).isEqualTo(3);
            assertThat(found.where()).startsWith("xlsx, ");
        });
    }

    @Test
    void whatTheStructureShowsIsNotCountedTwice() {
        String b64 = base64(xlsx());
        Facts facts = EvasionTest
                .facts(attached("Content-Type: x/y; name=a.xlsx\nContent-Transfer-Encoding: base64\nContent-Type: x/z", b64));
        assertThat(facts.message().ambiguity()).isEqualTo("repeated Content-Type");
        assertThat(facts.personalData().stream().filter(found -> found.type().equals("BSN"))).singleElement()
                .matches(found -> found.count() == 3);
        assertThat(facts.attachments()).hasSize(1);
    }

    @Test
    void nobodyIsHeldForWhatStaysInside() {
        byte[] message = text(base64(xlsx()));
        Facts facts = new Inspector(new Organisation(List.of("example.org", "outside.test"), List.of()),
                new nl.duwtje.rules.fact.Limits(5, 10, java.util.Map.of("BSN", 1), List.of()),
                nl.duwtje.rules.text.ExtractLimits.defaults())
                .inspect(nl.duwtje.rules.mail.Envelope.of(nl.duwtje.rules.mail.MailAddress.of("anna@example.org"),
                        List.of(nl.duwtje.rules.mail.MailAddress.of("bob@outside.test"))), new nl.duwtje.rules.mail.MemoryMessage(message));
        assertThat(facts.message().inspected()).isFalse();
        assertThat(facts.personalData()).isEmpty();
        assertThat(facts.attachments()).noneMatch(Attachment::isNotInspectable);
    }
}
