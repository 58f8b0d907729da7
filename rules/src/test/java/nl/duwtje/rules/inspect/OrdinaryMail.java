package nl.duwtje.rules.inspect;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.duwtje.rules.text.OfficeFiles;

/** Mail as the programs of this world write it, harmless all of it: nobody may call it ambiguous, and nobody needs long to read it. */
final class OrdinaryMail {

    private static final String TEXT = "Beste Bob,\n\nHierbij de planning voor week 47. Zie ook https://example.org/agenda?id=8834&key=Zm9vYmFyZm9vYmFyZm9vYmFy\n\n"
            + "Met vriendelijke groet,\nAnna de Boer\nTel. 030 - 123 45 67\n";
    private static final String HTML = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"
            + "<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt;} @page WordSection1 {size:612.0pt 792.0pt;} --></style></head>"
            + "<body lang=\"NL\" link=\"#0563C1\"><div class=\"WordSection1\"><p class=\"MsoNormal\">Beste Bob,<o:p></o:p></p>"
            + "<p class=\"MsoNormal\">Hierbij de planning.<o:p>&nbsp;</o:p></p></div></body></html>\n";

    private final Map<String, byte[]> mails = new LinkedHashMap<>();

    static Map<String, byte[]> all() {
        OrdinaryMail all = new OrdinaryMail();
        all.outlook();
        all.otherClients();
        all.tools();
        all.reports();
        all.secured();
        all.charsets();
        all.forwarded();
        all.oddButLegal();
        return all.mails;
    }

    private void add(String name, String message) {
        add(name, message, StandardCharsets.UTF_8);
    }

    private void add(String name, String message, Charset charset) {
        mails.put(name, message.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(charset));
    }

    private static String head(String more) {
        return "Received: from EX01.example.org (10.1.1.5) by EX02.example.org (10.1.1.6)\n with Microsoft SMTP Server (version=TLS1_2,\n"
                + " cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.1.2507.39; Mon, 16 Nov 2026\n 09:00:00 +0100\n"
                + "From: \"Boer, Anna de (Zandoever)\" <anna@example.org>\nTo: \"'Bob'\" <bob@outside.test>\nSubject: Planning\n"
                + "Date: Mon, 16 Nov 2026 09:00:00 +0100\nMessage-ID: <DB9PR05MB1234ABCDEF@example.org>\n" + more;
    }

    private static String part(String boundary, String headers, String body) {
        return "--" + boundary + "\n" + headers + "\n\n" + body + "\n";
    }

    private static String mixed(String contentType, String boundary, String... parts) {
        StringBuilder out = new StringBuilder(head("MIME-Version: 1.0\nContent-Type: " + contentType + "\n\n"));
        for (int i = 0; i + 1 < parts.length; i += 2) {
            out.append(part(boundary, parts[i], parts[i + 1]));
        }
        return out.append("--").append(boundary).append("--\n").toString();
    }

    private static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String quoted(String text, Charset charset) {
        StringBuilder out = new StringBuilder();
        int line = 0;
        for (byte b : text.getBytes(charset)) {
            String one = b == '\n' ? "\n" : b >= ' ' && b < 127 && b != '=' ? String.valueOf((char) b) : String.format("=%02X", b);
            line = b == '\n' ? 0 : line + one.length();
            out.append(one);
            if (line > 72) {
                out.append("=\n");
                line = 0;
            }
        }
        return out.toString();
    }

    private static byte[] picture(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        System.arraycopy(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, bytes, 0, 8);
        return bytes;
    }

    private static byte[] workbook() {
        return OfficeFiles.xlsx(Map.of("Planning", List.of(List.of("Week", "Uren"), List.of(47, 12), List.of(48, 16))));
    }

    private void outlook() {
        String boundary = "_000_DB9PR05MB1234ABCDEF0123456789DB9PR05MB1234eurprd05prod_";
        String type = "multipart/alternative;\n\tboundary=\"" + boundary + "\"";
        add("Outlook, Word HTML",
                mixed(type, boundary, "Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable",
                        quoted(TEXT + "€ café", StandardCharsets.ISO_8859_1),
                        "Content-Type: text/html; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable",
                        quoted(HTML, StandardCharsets.ISO_8859_1)));
        add("Outlook, base64 bodies",
                mixed(type, boundary, "Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64",
                        base64(TEXT), "Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: base64", base64(HTML)));
        String inner = part(boundary, "Content-Type: text/plain; charset=\"us-ascii\"\nContent-Transfer-Encoding: quoted-printable", TEXT)
                + part(boundary, "Content-Type: text/html; charset=\"us-ascii\"\nContent-Transfer-Encoding: quoted-printable",
                        quoted(HTML, StandardCharsets.US_ASCII))
                + "--" + boundary + "--\n";
        add("Outlook with logo", mixed("multipart/related;\n\tboundary=\"_004_DB9P_\";\n\ttype=\"multipart/alternative\"", "_004_DB9P_",
                "Content-Type: " + type, inner,
                "Content-Type: image/png; name=\"image001.png\"\nContent-Description: image001.png\nContent-Disposition: inline; filename=\"image001.png\"; size=3000;\n"
                        + "\tcreation-date=\"Mon, 16 Nov 2026 08:00:00 GMT\"\nContent-ID: <image001.png@01DC5A3B.2F1B0C20>\nContent-Transfer-Encoding: base64",
                base64(picture(3000))));
        add("Outlook with workbook", mixed("multipart/mixed;\n\tboundary=\"_005_DB9P_\"", "_005_DB9P_", "Content-Type: " + type, inner,
                "Content-Type:\n application/vnd.openxmlformats-officedocument.spreadsheetml.sheet;\n\tname=\"Planning week 47.xlsx\"\n"
                        + "Content-Description: Planning week 47.xlsx\nContent-Disposition: attachment; filename=\"Planning week 47.xlsx\"; size=4321\n"
                        + "Content-Transfer-Encoding: base64",
                base64(workbook())));
        add("OWA", mixed("multipart/alternative; boundary=\"_000_a1b2c3d4e5f6_\"", "_000_a1b2c3d4e5f6_",
                "Content-Type: text/plain; charset=\"Windows-1252\"\nContent-Transfer-Encoding: quoted-printable",
                quoted(TEXT, Charset.forName("windows-1252")),
                "Content-Type: text/html; charset=\"Windows-1252\"\nContent-Transfer-Encoding: quoted-printable",
                quoted("<div style=\"font-family:Calibri\">Beste Bob,</div>", Charset.forName("windows-1252"))));
        add("Exchange headers", head("X-MS-Exchange-Organization-SCL: -1\nX-MS-Exchange-AntiSpam-MessageData-0: =?us-ascii?Q?"
                + "aGFsbG8x".repeat(8) + "?=\n =?us-ascii?Q?" + "Zm9vYmFy".repeat(8)
                + "?=\nX-MS-Has-Attach:\nThread-Index: AQHb0m1mY2x4c2Nkc2Nkc2Nkc2Nkcw==\n"
                + "X-Forefront-Antispam-Report:\n\tCIP:255.255.255.255;CTRY:;LANG:nl;SCL:1;\nContent-Language: nl-NL\nMIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: 8bit\n\n") + TEXT);
        add("meeting request",
                mixed("multipart/alternative; boundary=\"_000_cal_\"", "_000_cal_", "Content-Type: text/plain; charset=\"utf-8\"\n"
                        + "Content-Transfer-Encoding: base64", base64(TEXT),
                        "Content-Type: text/calendar; charset=\"utf-8\"; method=REQUEST\n"
                                + "Content-Transfer-Encoding: base64",
                        base64("BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E00800000000A0B1C2D3E4F5\n"
                                + "ATTENDEE;CN=Bob:mailto:bob@outside.test\nDTSTART:20261116T090000\nEND:VEVENT\nEND:VCALENDAR\n")));
        add("meeting reply", head(
                "MIME-Version: 1.0\nContent-Type: text/calendar; method=REPLY; charset=UTF-8\nContent-Transfer-Encoding: 7bit\n\n")
                + "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@example.org\nEND:VEVENT\nEND:VCALENDAR\n");
        add("contact card", mixed("multipart/mixed; boundary=\"b1_x\"", "b1_x", "Content-Type: text/plain; charset=us-ascii", TEXT,
                "Content-Type: text/vcard; name=\"anna.vcf\"\nContent-Disposition: attachment; filename=\"anna.vcf\"\nContent-Transfer-Encoding: 7bit",
                "BEGIN:VCARD\nVERSION:3.0\nFN:Anna de Boer\nTEL:+31301234567\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAA"
                        + "A".repeat(40)
                        + "\nEND:VCARD"));
    }

    private void otherClients() {
        add("Gmail", mixed("multipart/alternative; boundary=\"000000000000b2c3d405f1e2d3c4\"", "000000000000b2c3d405f1e2d3c4",
                "Content-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable",
                quoted(TEXT + "ë", StandardCharsets.UTF_8),
                "Content-Type: text/html; charset=\"UTF-8\"\nContent-Transfer-Encoding: quoted-printable",
                quoted("<div dir=\"ltr\">Beste Bob,<br>" + "<a href=\"https://u123.ct.example.org/ls/click?upn="
                        + "u001.Zm9vYmFy-2B".repeat(30)
                        + "\">hier</a></div>", StandardCharsets.UTF_8)));
        add("Gmail, quoted reply",
                head("MIME-Version: 1.0\nIn-Reply-To: <1@outside.test>\nContent-Type: text/plain; charset=\"UTF-8\"\n\n") + TEXT
                        + "\nOp ma 16 nov 2026 om 08:00 schreef Bob <bob@outside.test>:\n\n> Hallo Anna,\n> --\n> Bob\n> ------=_Part\n");
        add("Apple Mail", mixed("multipart/alternative;\n\tboundary=\"Apple-Mail=_0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9\"",
                "Apple-Mail=_0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9",
                "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain;\n\tcharset=utf-8",
                quoted(TEXT, StandardCharsets.UTF_8),
                "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html;\n\tcharset=utf-8",
                quoted("<html><body style=\"overflow-wrap: break-word;\">Beste Bob</body></html>", StandardCharsets.UTF_8)));
        add("iPhone with photo", mixed("multipart/mixed; boundary=Apple-Mail-6F0E7A51-2B1C-4E9B-A1B2-C3D4E5F60718",
                "Apple-Mail-6F0E7A51-2B1C-4E9B-A1B2-C3D4E5F60718",
                "Content-Type: text/plain;\n\tcharset=us-ascii\nContent-Transfer-Encoding: 7bit", "\n",
                "Content-Type: image/jpeg;\n\tname=IMG_0001.jpeg;\n\tx-apple-part-url=0A1B2C3D\nContent-Disposition: inline;\n\tfilename=IMG_0001.jpeg\n"
                        + "Content-Transfer-Encoding: base64",
                base64(new byte[]{(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0, 1}),
                "Content-Type: text/plain;\n\tcharset=us-ascii\n"
                        + "Content-Transfer-Encoding: 7bit",
                "\n\nVerstuurd vanaf mijn iPhone"));
        add("Thunderbird",
                mixed("multipart/alternative;\n boundary=\"------------0A1b2C3d4E5f6G7h8I9j0K1l\"", "------------0A1b2C3d4E5f6G7h8I9j0K1l",
                        "Content-Type: text/plain; charset=UTF-8; format=flowed\nContent-Transfer-Encoding: 8bit", TEXT + "één",
                        "Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: 8bit", HTML)
                        .replace("MIME-Version", "This-Is: x\nMIME-Version"));
        add("Thunderbird preamble",
                head("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"------------0A1b\"\nContent-Language: nl\n\n"
                        + "This is a multi-part message in MIME format.\n")
                        + part("------------0A1b", "Content-Type: text/plain; charset=UTF-8; format=flowed\n"
                                + "Content-Transfer-Encoding: 7bit", TEXT)
                        + "--------------0A1b--\n");
        add("K-9", head(
                "User-Agent: K-9 Mail for Android\nMIME-Version: 1.0\nContent-Type: text/plain;\n charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n")
                + quoted(TEXT, StandardCharsets.UTF_8));
        add("mutt",
                head("Mime-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"k+w/mQv8wyuph6w0\"\nContent-Disposition: inline\n\n\n")
                        + part("k+w/mQv8wyuph6w0", "Content-Type: text/plain; charset=us-ascii\nContent-Disposition: inline", TEXT)
                        + part("k+w/mQv8wyuph6w0",
                                "Content-Type: text/x-diff; charset=us-ascii\nContent-Disposition: attachment; filename=\"fix.patch\"",
                                "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-oud\n+nieuw\n")
                        + "--k+w/mQv8wyuph6w0--\n");
        add("Lotus Domino", mixed("multipart/related; boundary=\"=_related 0047D0DDC1258A5B_=\"", "=_related 0047D0DDC1258A5B_=",
                "Content-Type: multipart/alternative; boundary=\"=_alternative 0047D0DEC1258A5B_=\"",
                part("=_alternative 0047D0DEC1258A5B_=", "Content-Type: text/plain; charset=\"US-ASCII\"", TEXT)
                        + part("=_alternative 0047D0DEC1258A5B_=", "Content-Type: text/html; charset=\"US-ASCII\"", HTML)
                        + "--=_alternative 0047D0DEC1258A5B_=--",
                "Content-Type: image/gif\nContent-ID: <_1_0C2F>\nContent-Transfer-Encoding: base64",
                base64("GIF89a".getBytes(StandardCharsets.US_ASCII))));
        add("GroupWise", mixed("multipart/mixed; boundary=\"=__Part4D3B2A1C.0__=\"", "=__Part4D3B2A1C.0__=",
                "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\nContent-Disposition: inline",
                quoted(TEXT, StandardCharsets.UTF_8),
                "Content-Type: text/plain; name=\"agenda.txt\"\nContent-Transfer-Encoding: 8bit\nContent-Disposition: attachment; filename=\"agenda.txt\"",
                TEXT));
        add("The Bat", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n")
                + "Hallo=20\n=2D- \nAnna=20\n");
        add("elm, no MIME at all", head("\n") + TEXT);
        add("missing MIME-Version", head("Content-Type: text/html; charset=utf-8\n\n") + HTML);
    }

    private void tools() {
        add("JavaMail", mixed("multipart/mixed; \n\tboundary=\"----=_Part_12_1234567890.1763280000000\"",
                "----=_Part_12_1234567890.1763280000000",
                "Content-Type: text/html; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable", quoted(HTML, StandardCharsets.UTF_8),
                "Content-Type: application/octet-stream; name=planning.xlsx\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=planning.xlsx",
                base64(workbook())));
        add("PHPMailer",
                mixed("multipart/alternative;\n boundary=\"b1_4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f\"", "b1_4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f",
                        "Content-Type: text/plain; charset=us-ascii", TEXT, "Content-Type: text/html; charset=us-ascii", HTML));
        add("PHPMailer, its preamble",
                head("X-Mailer: PHPMailer 6.8.0\nMIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary=\"b1_xyz\"\n\n"
                        + "This is a multi-part message in MIME format.\n\n")
                        + part("b1_xyz", "Content-Type: text/plain; charset=iso-8859-1", TEXT) + "\n--b1_xyz--\n");
        add("PHP mail()",
                head("X-PHP-Originating-Script: 33:contact.php\nMIME-Version: 1.0\nContent-type: text/html; charset=iso-8859-1\n\n")
                        + HTML);
        add("Swift Mailer",
                mixed("multipart/alternative;\n boundary=\"_=_swift_v4_1763280000_0a1b2c_=_\"", "_=_swift_v4_1763280000_0a1b2c_=_",
                        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                        quoted(TEXT, StandardCharsets.UTF_8),
                        "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
                        quoted(HTML, StandardCharsets.UTF_8)));
        add("Python smtplib", mixed("multipart/mixed; boundary=\"===============1234567890123456789==\"",
                "===============1234567890123456789==",
                "Content-Type: text/plain; charset=\"utf-8\"\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64", base64(TEXT),
                "Content-Type: application/octet-stream\nMIME-Version: 1.0\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"uren.csv\"",
                base64("week;uren\n47;12\n48;16\n")));
        add("nodemailer", mixed("multipart/mixed;\n boundary=\"--_NmP-0a1b2c3d4e5f6071-Part_1\"", "--_NmP-0a1b2c3d4e5f6071-Part_1",
                "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 7bit", HTML,
                "Content-Type: image/png; name=qr.png\nContent-ID: <qr@x>\nContent-Transfer-Encoding: base64\nContent-Disposition: inline; filename=qr.png",
                base64(picture(900))));
        add("Mailchimp", mixed("multipart/alternative; boundary=\"_----------=_MCPart_123456789\"", "_----------=_MCPart_123456789",
                "Content-Type: text/plain; charset=\"utf-8\"; format=\"fixed\"\nContent-Transfer-Encoding: quoted-printable",
                quoted(TEXT + "** Nieuws\n------------------------------------------------------------\n", StandardCharsets.UTF_8),
                "Content-Type: text/html; charset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable",
                quoted("<a href=\"https://example.us1.list-manage.com/track/click?u=" + "0a1b2c3d4e5f".repeat(20) + "\">x</a>",
                        StandardCharsets.UTF_8))
                .replace("Subject:",
                        "List-Unsubscribe: <https://example.org/u?" + "Zm9v".repeat(40) + ">, <mailto:u@example.org>\nSubject:"));
        add("SAP", mixed("multipart/mixed; boundary=\"=_0A1B2C3D4E5F60718293A4B5C6D7E8F9\"", "=_0A1B2C3D4E5F60718293A4B5C6D7E8F9",
                "Content-Disposition: inline\nContent-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=\"utf-8\"\nContent-Description: Factuur",
                quoted("Factuur 4711=\nbedrag 1.234,56", StandardCharsets.UTF_8)));
        add("scanner", mixed("multipart/mixed; boundary=\"DC_BOUND_PRE_<1763280000.0000>\"", "DC_BOUND_PRE_<1763280000.0000>",
                "Content-Type: text/plain",
                "Dit bericht komt van de scanner op de tweede verdieping.",
                "Content-Type: image/tiff; name=\"scan.tif\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"scan.tif\"",
                base64(new byte[]{'I', 'I', '*', 0, 8, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9})));
        add("HTML with pictures in it",
                head("MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n")
                        + base64("<p>Logo: <img alt=\"logo\" src=\"data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(picture(20_000)) + "\"></p>"
                                + "<style>@font-face{src:url(data:font/woff2;base64,"
                                + Base64.getEncoder().encodeToString(("wOF2" + "x".repeat(900)).getBytes(
                                        StandardCharsets.US_ASCII))
                                + ")}</style><img src=\"data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E\">"));
        add("monitoring with a log", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n")
                + "2026-11-16T09:00:00Z host1 sshd[123]: Accepted publickey SHA256:Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm8\n"
                        .repeat(40));
        add("a key in the text",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n") + "Certificaat:\n\n-----BEGIN CERTIFICATE-----\n"
                        + base64(der(900)) + "\n-----END CERTIFICATE-----\n");
        add("a token in the text", head("\n") + "Link: https://example.org/login?token="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(der(400)) + "\n");
    }

    private static byte[] der(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[0] = 0x30;
        bytes[1] = (byte) 0x82;
        return bytes;
    }

    private void reports() {
        String type = "multipart/report; report-type=delivery-status;\n\tboundary=\"A1B2C3.1763280000/mx.example.org\"";
        String status = "Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; x@outside.test\nAction: failed\nStatus: 5.1.1\n";
        add("DSN of Postfix",
                mixed(type, "A1B2C3.1763280000/mx.example.org",
                        "Content-Description: Notification\nContent-Type: text/plain; charset=us-ascii",
                        "This is the mail system at host mx.example.org.\n",
                        "Content-Description: Delivery report\nContent-Type: message/delivery-status", status,
                        "Content-Description: Undelivered Message\nContent-Type: message/rfc822",
                        head("MIME-Version: 1.0\nContent-Type: text/plain\n\n") + TEXT));
        add("DSN with headers only", mixed(type, "A1B2C3.1763280000/mx.example.org", "Content-Type: text/plain", "Failed.",
                "Content-Type: message/delivery-status", status, "Content-Type: text/rfc822-headers", head("X: y")));
        add("read receipt", mixed("multipart/report;\n\treport-type=disposition-notification;\n\tboundary=\"_000_mdn_\"", "_000_mdn_",
                "Content-Type: text/plain; charset=\"utf-8\"\nContent-Transfer-Encoding: base64", base64("Uw bericht is gelezen.\n"),
                "Content-Type: message/disposition-notification",
                "Reporting-UA: example.org; Outlook\nFinal-Recipient: rfc822;anna@example.org\nDisposition: automatic-action/MDN-sent-automatically; displayed\n"));
        add("bounce of qmail", head("\n") + "Hi. This is the qmail-send program at example.org.\n<x@outside.test>:\nNo such mailbox.\n\n"
                + "--- Below this line is a copy of the message.\n\n" + head("\n") + TEXT);
        add("out of office", head(
                "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n")
                + TEXT);
    }

    private void secured() {
        add("S/MIME signed", mixed(
                "multipart/signed; protocol=\"application/x-pkcs7-signature\";\n\tmicalg=SHA1; boundary=\"----=_NextPart_000_0012_01DC5A3B.2F1B0C20\"",
                "----=_NextPart_000_0012_01DC5A3B.2F1B0C20",
                "Content-Type: text/plain;\n\tcharset=\"utf-8\"\nContent-Transfer-Encoding: quoted-printable",
                quoted(TEXT, StandardCharsets.UTF_8),
                "Content-Type: application/x-pkcs7-signature;\n\tname=\"smime.p7s\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment;\n\tfilename=\"smime.p7s\"",
                base64(der(3000))).replace("/signed;", "/signed;")
                .replace("\n\n------=_NextPart", "\n\nThis is a multipart message in MIME format.\n\n------=_NextPart"));
        add("PGP/MIME signed", mixed(
                "multipart/signed; micalg=\"pgp-sha512\";\n protocol=\"application/pgp-signature\"; boundary=\"5mCyUwZo2JvN/JJP\"",
                "5mCyUwZo2JvN/JJP",
                "Content-Type: text/plain; charset=us-ascii\nContent-Disposition: inline\nContent-Transfer-Encoding: quoted-printable",
                TEXT,
                "Content-Type: application/pgp-signature; name=\"signature.asc\"",
                "-----BEGIN PGP SIGNATURE-----\n\n" + base64(der(400)) + "\n=AbCd\n"
                        + "-----END PGP SIGNATURE-----\n"));
        add("PGP inline signed",
                head("\n") + "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + TEXT + "-----BEGIN PGP SIGNATURE-----\n\n"
                        + base64(der(400))
                        + "\n=AbCd\n-----END PGP SIGNATURE-----\n");
        add("PGP key attached", mixed("multipart/mixed; boundary=\"kk\"", "kk", "Content-Type: text/plain", TEXT,
                "Content-Type: application/pgp-keys; name=\"key.asc\"\nContent-Disposition: attachment; filename=\"key.asc\"",
                "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + base64(der(2000)) + "\n=AbCd\n-----END PGP PUBLIC KEY BLOCK-----\n"));
        add("DKIM and ARC", "ARC-Seal: i=1; a=rsa-sha256; s=arcselector; d=example.org; cv=none;\n b="
                + base64(der(256)).replace("\r\n", "\n ") + "\n"
                + "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s1;\n h=From:Date:Subject:MIME-Version:Content-Type;\n bh="
                + base64(der(32)).replace("\r\n", "") + ";\n b=" + base64(der(256)).replace("\r\n", "\n\t")
                + "\nAuthentication-Results: example.org;\n\tdkim=pass (signature was verified)\n"
                + head("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n") + TEXT);
    }

    private void charsets() {
        add("Japanese, ISO-2022-JP",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=ISO-2022-JP\nContent-Transfer-Encoding: 7bit\n\n")
                        + "会議の予定を送ります。よろしくお願いします。\n",
                Charset.forName("ISO-2022-JP"));
        add("Japanese, Shift_JIS",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=\"Shift_JIS\"\nContent-Transfer-Encoding: 8bit\n\n")
                        + "会議の予定を送ります。\n",
                Charset.forName("Shift_JIS"));
        add("Chinese, GB2312 in base64",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=\"gb2312\"\nContent-Transfer-Encoding: base64\n\n")
                        + base64("会议安排如下,请查收。谢谢!\n".repeat(9).getBytes(Charset.forName("GB2312"))));
        add("Chinese, GB18030", head("MIME-Version: 1.0\nContent-Type: text/html; charset=GB18030\nContent-Transfer-Encoding: base64\n\n")
                + base64("<div>会议安排</div>".getBytes(Charset.forName("GB18030"))));
        add("Chinese, Big5",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=big5\nContent-Transfer-Encoding: 8bit\n\n") + "會議安排如下\n",
                Charset.forName("Big5"));
        add("Korean", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=\"ks_c_5601-1987\"\nContent-Transfer-Encoding: base64\n\n")
                + base64("회의 일정을 보냅니다.\n".getBytes(Charset.forName("EUC-KR"))));
        add("Russian",
                head("MIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n")
                        + "Добрый день, высылаю план.\n",
                Charset.forName("KOI8-R"));
        add("Arabic", head(
                "MIME-Version: 1.0\nContent-Type: text/plain; charset=\"windows-1256\"\nContent-Transfer-Encoding: quoted-printable\n\n")
                + quoted("مرحبا بوب، هذا هو الجدول\n", Charset.forName("windows-1256")));
        add("UTF-16 in base64", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n")
                + base64(TEXT.getBytes(StandardCharsets.UTF_16)));
        add("8bit without a charset",
                head("MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\n") + "Café, één, naïef\n");
        add("a charset nobody knows", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=unknown-8bit\n\n") + TEXT);
        add("raw UTF-8 in the header",
                head("X-Naam: Zoë\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n").replace("Planning", "Café") + TEXT);
    }

    private void forwarded() {
        String inner = head("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"binnen\"\n\n")
                + part("binnen", "Content-Type: text/plain", TEXT)
                + part("binnen",
                        "Content-Type: application/octet-stream; name=a.xlsx\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.xlsx",
                        base64(workbook()))
                + "--binnen--\n";
        add("forwarded as an attachment", mixed("multipart/mixed; boundary=\"buiten\"", "buiten", "Content-Type: text/plain", TEXT,
                "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=\"FW planning.eml\"", inner));
        add("a saved mail attached", mixed("multipart/mixed; boundary=\"buiten\"", "buiten", "Content-Type: text/plain", TEXT,
                "Content-Type: application/octet-stream; name=\"oud.eml\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"oud.eml\"",
                base64(inner.replace("\r\n", "\n").replace("\n", "\r\n"))));
        add("digest", mixed("multipart/digest; boundary=\"dg\"", "dg", "", head("\n") + TEXT, "", head("\n") + TEXT));
        add("forwarded in the text",
                head("\n") + TEXT
                        + "\n-----Oorspronkelijk bericht-----\nVan: Bob <bob@outside.test>\nVerzonden: maandag 16 november 2026 08:00\n"
                        + "Aan: Anna\nOnderwerp: Planning\n\n" + TEXT);
        add("text that speaks of MIME", head("\n")
                + "In de mail staat:\n\nContent-Type: multipart/mixed; boundary=\"x\"\n\n--x\nContent-Type: text/plain\n\nHallo\n--x--\n");
    }

    private void oddButLegal() {
        add("comments in addresses and dates", head("Cc: Carol (de baas) <carol@example.org>,\n groep: dirk@example.org, eva@example.org;\n"
                + "Date-X: Mon, 16 Nov 2026 09:00:00 +0100 (CET)\nMIME-Version: 1.0 (Generated by x (y))\nContent-Type: text/plain; charset=us-ascii\n\n")
                + TEXT);
        add("folded parameters", mixed("multipart/mixed;\n\tcharset=\"utf-8\";\n\tboundary=\"a-b-c\";\n\tdifferences=Content-Type", "a-b-c",
                "Content-Type: text/plain;\n\tcharset=\"utf-8\";\n\tformat=flowed;\n\tdelsp=yes;\n\treply-type=original", TEXT));
        add("unquoted boundary with signs", mixed("multipart/mixed; boundary=--boundary_0_a1b2c3d4-e5f6", "--boundary_0_a1b2c3d4-e5f6",
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable", TEXT));
        add("RFC 2231 names", mixed("multipart/mixed; boundary=q", "q", "Content-Type: text/plain", TEXT,
                "Content-Type: text/csv; name*=utf-8''plann%C3%ADng.csv\nContent-Disposition: attachment;\n filename*0*=utf-8''pl;\n filename*1*=ann%C3%ADng.csv",
                "a;b\n1;2\n"));
        add("RFC 2047 names", mixed("multipart/mixed; boundary=q", "q", "Content-Type: text/plain", TEXT,
                "Content-Type: text/csv; name=\"=?utf-8?Q?plann=C3=ADng.csv?=\"\nContent-Disposition: attachment; filename=\"=?utf-8?B?cGxhbm5pbmcuY3N2?=\"",
                "a;b\n1;2\n"));
        add("an epilogue of blank lines", mixed("multipart/mixed; boundary=q", "q", "Content-Type: text/plain", TEXT) + "\n\n\n");
        add("a list's footer behind the end", mixed("multipart/mixed; boundary=q", "q", "Content-Type: text/plain", TEXT)
                + "_______________________________________________\nlijst mailing list\nhttps://lists.example.org/listinfo/lijst\n");
        add("empty body", head("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"));
        add("upper case",
                head("MIME-VERSION: 1.0\nCONTENT-TYPE: TEXT/PLAIN; CHARSET=US-ASCII\nCONTENT-TRANSFER-ENCODING: 7BIT\n\n") + TEXT);
        add("long lines", head("MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n")
                + HTML.strip().repeat(60) + "\n");
        add("signature dashes", head("\n") + TEXT + "\n-- \nAnna\n--\n----\n--- einde ---\n");
        add("hex colours and sizes",
                head("MIME-Version: 1.0\nContent-Type: text/html\n\n")
                        + "<table width=100% bgcolor=FFFFFF><tr><td width=20 height=30 colspan=10>x"
                                .repeat(50));
    }
}
