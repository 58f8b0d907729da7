package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The published families of messages in which two programs see different parts ("Inbox Invasion" and draft-chen-email-mime-ambiguity-defense): each
 * shape breaks one thing in an ordinary mail with one attachment. In the text {@code |} is CRLF, {@code ^} NUL, {@code ~} LF, {@code `} CR and
 * {@code %ENC} the name of the encoding.
 */
final class EvasionShapes {

    /** An ordinary mail, piece by piece. */
    static final class Draft {
        String first = "";
        String rootType = "Content-Type: multipart/mixed; boundary=\"grens\"";
        String rootEnd = "||";
        String preamble = "This is a multi-part message in MIME format.|";
        String open = "--grens|";
        String middle = "|--grens|";
        String type = "Content-Type: application/octet-stream; name=\"lijst.bin\"|";
        String encoding = "Content-Transfer-Encoding: %ENC|";
        String disposition = "Content-Disposition: attachment; filename=\"lijst.bin\"|";
        String border = "|";
        String before = "";
        String after = "";
        String close = "|--grens--|";
        String epilogue = "";
        String partLineEnd = "|";

        String text() {
            String part = (type + encoding + disposition + border).replace("|", partLineEnd);
            return first + "From: Anna <anna@example.org>|To: bob@outside.test|Subject: Lijst|MIME-Version: 1.0|" + rootType + rootEnd
                    + preamble
                    + open + "Content-Type: text/plain; charset=utf-8||Zie bijlage.|" + middle + part + before + "%PAYLOAD" + after + close
                    + epilogue;
        }
    }

    record Shape(String family, String variation, Consumer<Draft> change) {

        byte[] message(String encoding, String payload) {
            Draft draft = new Draft();
            change.accept(draft);
            String text = draft.text().replace("|", "\r\n").replace("^", "\0").replace("~", "\n").replace("`", "\r")
                    .replace("%ENC", encoding)
                    .replace("%PAYLOAD", payload);
            return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return family + ": " + variation;
        }
    }

    private final List<Shape> shapes = new ArrayList<>();

    static List<Shape> all() {
        EvasionShapes all = new EvasionShapes();
        all.blanks();
        all.folding();
        all.comments();
        all.rubbish();
        all.repeated();
        all.encodedWords();
        all.boundaries();
        all.delimiters();
        all.borders();
        all.lineEnds();
        all.nesting();
        all.encodings();
        return all.shapes;
    }

    private void add(String family, String variation, Consumer<Draft> change) {
        shapes.add(new Shape(family, variation.replace("\t", "{tab}"), change));
    }

    private void encodingLines(String family, String... lines) {
        for (String line : lines) {
            add(family, line, d -> d.encoding = line + "|");
        }
    }

    private void typeLines(String family, String... lines) {
        for (String line : lines) {
            add(family, line, d -> d.type = line + "|");
        }
    }

    private void rootLines(String family, String... lines) {
        for (String line : lines) {
            add(family, line, d -> d.rootType = line);
        }
    }

    private void blanks() {
        String family = "blank or NUL";
        encodingLines(family, " Content-Transfer-Encoding: %ENC", "^Content-Transfer-Encoding: %ENC", "Content-Transfer-Encoding : %ENC",
                "Content-Transfer-Encoding\t: %ENC", "Content-Transfer-Encoding^: %ENC", "Content-^Transfer-Encoding: %ENC",
                "Content-Transfer- Encoding: %ENC", "\tContent-Transfer-Encoding: %ENC", "Content-Transfer-Encoding:^%ENC");
        typeLines(family, " Content-Type: text/csv", "^Content-Type: text/csv", "Content-Type : text/csv", "Content-Type^: text/csv",
                "Content-^Type: text/csv");
        rootLines(family, " Content-Type: multipart/mixed; boundary=grens", "^Content-Type: multipart/mixed; boundary=grens",
                "Content-Type : multipart/mixed; boundary=grens", "Content-Type^: multipart/mixed; boundary=grens",
                "Content-Ty pe: multipart/mixed; boundary=grens", "Content-Type\t: multipart/mixed; boundary=grens");
        add(family, "blank before the first header", d -> d.first = " ");
        add(family, "NUL before the first header", d -> d.first = "^");
        add(family, "blank line before the first header", d -> d.first = " |");
        add(family, "blank first in the part", d -> d.type = " |" + d.type);
    }

    private void folding() {
        String family = "folding";
        encodingLines(family, "Content-Transfer-|  Encoding: %ENC", "Content-Transfer-Encoding|  : %ENC",
                "Content-Transfer-Encoding:|  %ENC",
                "Content-Transfer-Encoding: |  |  %ENC", "Content-Transfer-Encoding:~ %ENC", "Content-Transfer-Encoding:` %ENC",
                "Content-Transfer-Encoding: %ENC|  ", "Content-Transfer-Encoding: %ENC~ x", "Content-Transfer-Encoding:|%ENC",
                "Content-Transfer-Encoding:~%ENC", "Content-Transfer-Encoding| : %ENC", "Content-Transfer-Encoding:|\t|\t%ENC");
        add(family, "value folded within", d -> d.encoding = "Content-Transfer-Encoding: base| 64|");
        rootLines(family, "Content-Type: multipart/mixed;|  boundary=grens", "Content-Type: multipart/mixed; bound|  ary=grens",
                "Content-Type: multipart/mixed; boundary|  =grens", "Content-Type: multipart/mixed; boundary=|  grens",
                "Content-Type: multipart/mixed; boundary=\"|  grens\"", "Content-Type: multipart/mixed; boundary=\"gr|  ens\"",
                "Content-Type: multipart/mixed;~ boundary=grens", "Content-Type: multipart/mixed;|boundary=grens",
                "Content-Type: multipart/mixed; boundary =grens", "Content-Type: multipart/mixed; boundary= grens",
                "Content-Type: multipart/|  mixed; boundary=grens", "Content-Type:|  multipart/mixed; boundary=grens",
                "Content-Type|  : multipart/mixed; boundary=grens", "Content-|  Type: multipart/mixed; boundary=grens");
    }

    private void comments() {
        String family = "comments";
        encodingLines(family, "Content-Transfer-Encoding: (x) %ENC", "Content-Transfer-Encoding: %ENC (x)",
                "Content-Transfer-Encoding: %ENC(x)",
                "Content-Transfer-Encoding: (%ENC)", "Content-Transfer-Encoding: (7bit) %ENC", "Content-Transfer-Encoding: %ENC (7bit",
                "Content-Transfer-Encoding: (x %ENC", "Content-Transfer-Encoding: (x~) %ENC", "Content-Transfer-Encoding: (x`) %ENC",
                "Content-Transfer-Encoding: (x|) %ENC", "Content-Transfer-Encoding (x): %ENC", "Content-Transfer-Encoding: 7bit (%ENC)",
                "Content-Transfer-Encoding: ((x) %ENC", "Content-Transfer-Encoding: \\(x) %ENC");
        rootLines(family, "Content-Type: multipart/mixed; (x) boundary=grens", "Content-Type: multipart/mixed; boundary=(x)grens",
                "Content-Type: multipart/mixed; boundary=grens(x)", "Content-Type: multipart/mixed (x); boundary=grens",
                "Content-Type: (x) multipart/mixed; boundary=grens", "Content-Type: multipart/mixed; boundary(x)=grens",
                "Content-Type: multipart/mixed; (boundary=anders); boundary=grens", "Content-Type (x): multipart/mixed; boundary=grens");
    }

    private void rubbish() {
        String family = "case and rubbish";
        encodingLines(family, "content-TRANSFER-encoding: %ENC", "Content-Transfer-Encoding: %ENC5", "Content-Transfer-Encoding: -%ENC",
                "Content-Transfer-Encoding: %ENC-", "Content-Transfer-Encoding: ^%ENC", "Content-Transfer-Encoding: %ENC^",
                "Content-Transfer-Encoding: x-%ENC", "Content-Transfer-Encoding: %ENC;", "Content-Transfer-Encoding: %ENC.",
                "Content-Transfer-Encoding: \\%ENC", "Content-Transfer-Encoding: '%ENC'", "Content-Transfer-Encoding:: %ENC",
                "Content-Transfer-Encoding %ENC", "Content-Transfer-Encoding; %ENC", "Content_Transfer_Encoding: %ENC", "CTE: %ENC");
        add(family, "base^64", d -> d.encoding = "Content-Transfer-Encoding: ba^se64|");
        add(family, "BaSe64", d -> d.encoding = "Content-Transfer-Encoding: BaSe64|");
        add(family, "QUOTED-printable", d -> d.encoding = "Content-Transfer-Encoding: QUOTED-printable|");
        typeLines(family, "Content-Type: x/y", "Content-Type: text", "Content-Type: /", "Content-Type:", "Content-Type: text/csv^",
                "Content-Type: image/png", "Content-Type: text/plain; charset=utf-7", "Content-Type: text/x-unknown",
                "Content-Type: application/pgp-signature", "Content-Type: multipart/x", "Content-Type: message/x");
        rootLines(family, "Content-Type: multipart/x-unknown; boundary=grens", "Content-Type: multipart; boundary=grens",
                "Content-Type: multi^part/mixed; boundary=grens", "Content-Type: MultiPart/MIXED; BOUNDARY=grens",
                "Content-Type: text/plain", "X-Content-Type: multipart/mixed; boundary=grens",
                "Content-Type multipart/mixed; boundary=grens",
                "Content-Type: multipart/report; report-type=x; boundary=grens", "Content-Type: multipart/signed; boundary=grens");
    }

    private void repeated() {
        String family = "repeated headers";
        encodingLines(family, "Content-Transfer-Encoding: %ENC|Content-Transfer-Encoding: 7bit",
                "Content-Transfer-Encoding: 7bit|Content-Transfer-Encoding: %ENC",
                "Content-Transfer-Encoding: x|Content-Transfer-Encoding: %ENC",
                "Content-Transfer-Encoding: %ENC|Content-Transfer-Encoding: x", "Content-Transfer-Encoding: %ENC, 7bit",
                "Content-Transfer-Encoding: 7bit, %ENC", "Content-Transfer-Encoding: %ENC 7bit", "Content-Transfer-Encoding: 7bit %ENC",
                "Content-Transfer-Encoding: \"%ENC\"", "Content-Transfer-Encoding: 7bit; %ENC",
                "Content-Transfer-Encoding: |Content-Transfer-Encoding: %ENC");
        typeLines(family, "Content-Type: text/plain|Content-Type: text/csv", "Content-Type: text/csv|Content-Type: message/rfc822",
                "Content-Type: message/rfc822|Content-Type: text/csv");
        rootLines(family, "Content-Type: multipart/mixed; boundary=grens|Content-Type: text/plain",
                "Content-Type: text/plain|Content-Type: multipart/mixed; boundary=grens",
                "Content-Type: multipart/mixed; boundary=anders|Content-Type: multipart/mixed; boundary=grens",
                "Content-Type: multipart/mixed; boundary=grens; boundary=anders",
                "Content-Type: multipart/mixed; boundary=anders; boundary=grens",
                "Content-Type: multipart/mixed; boundary=grens, boundary=anders", "Content-Type: multipart/mixed; boundary=grens,anders",
                "Content-Type: multipart/mixed; boundary=anders boundary=grens",
                "Content-Type: multipart/mixed, text/plain; boundary=grens", "Content-Type: text/plain, multipart/mixed; boundary=grens");
    }

    private void encodedWords() {
        String family = "encoded words";
        encodingLines(family, "Content-Transfer-Encoding: =?us-ascii?q?%ENC?=", "Content-Transfer-Encoding: =?utf-8?b?YmFzZTY0?=",
                "Content-Transfer-Encoding: =?utf-8?q?base?=64", "=?utf-8?q?Content-Transfer-Encoding?=: %ENC",
                "Content-Transfer-Encoding*: utf-8''%ENC");
        rootLines(family, "Content-Type: multipart/mixed; boundary==?utf-8?q?grens?=",
                "Content-Type: multipart/mixed; boundary=\"=?utf-8?q?grens?=\"",
                "Content-Type: multipart/mixed; =?utf-8?q?boundary?==grens", "Content-Type: =?utf-8?q?multipart/mixed?=; boundary=grens",
                "Content-Type: multipart/mixed; boundary=\"=?utf-8?q?gr?=ens\"", "Content-Type: multipart/mixed; boundary*=utf-8''grens",
                "Content-Type: multipart/mixed; boundary*0=gr; boundary*1=ens",
                "Content-Type: multipart/mixed; boundary*0*=utf-8''gr; boundary*1=ens");
    }

    private void boundaries() {
        String family = "boundary shape";
        rootLines(family, "Content-Type: multipart/mixed; boundary=", "Content-Type: multipart/mixed; boundary=\"\"",
                "Content-Type: multipart/mixed; boundary=\"grens", "Content-Type: multipart/mixed; boundary=grens\"",
                "Content-Type: multipart/mixed; boundary=\" grens\"", "Content-Type: multipart/mixed; boundary=\"grens \"",
                "Content-Type: multipart/mixed; boundary=\"gr ens\"", "Content-Type: multipart/mixed; boundary=gr ens",
                "Content-Type: multipart/mixed; boundary=grens;", "Content-Type: multipart/mixed; boundary=\"gr;ens\"",
                "Content-Type: multipart/mixed; boundary=gr;ens", "Content-Type: multipart/mixed; boundary=gr,ens",
                "Content-Type: multipart/mixed; boundary=\"^grens\"", "Content-Type: multipart/mixed; boundary=\"grens^\"",
                "Content-Type: multipart/mixed; boundary=grens`", "Content-Type: multipart/mixed boundary=grens",
                "Content-Type: multipart/mixed; boundary", "Content-Type: multipart/mixed", "Content-Type: multipart/mixed; bondary=grens",
                "Content-Type: text/plain; boundary=grens", "Content-Type: multipart/mixed; boundary='grens'",
                "Content-Type: multipart/mixed; boundary=\"\\grens\"", "Content-Type: multipart/mixed; boundary=\"grens\"x",
                "Content-Type: multipart/mixed; boundary=GRENS", "Content-Type: multipart/mixed; x=\"; boundary=anders\"; boundary=grens",
                "Content-Type: multipart/mixed; x=\"a\\\"; boundary=anders; y=\\\"\"; boundary=grens", "Content-Type: ; boundary=grens",
                "Content-Type: multipart/mixed;; boundary=grens", "Content-Type: multipart/mixed; boundary:grens");
    }

    private void delimiters() {
        String family = "delimiter line";
        for (String line : List.of("|--grens |", "|--grens\t|", "| --grens|", "|^--grens|", "|\t--grens|", "|--grens~", "~--grens|",
                "`--grens|",
                "|--grens`", "|--grens^|", "|-- grens|", "|--\"grens\"|", "|--grensx|", "|-grens|", "|---grens|", "|--anders|", "|--GRENS|",
                "|--grens--|", "|--grens||", "--grens|", "|--grens;|", "|--grens\r\n |", "|--grens--|--grens|")) {
            add(family, "between the parts " + line.replace("\r\n", "|"), d -> d.middle = line);
        }
        for (String line : List.of("|--grens|", "|--grens-|", "|--grens --|", "", "|", "|--grens-- |", "|--grens--x|", " --grens--|",
                "|--anders--|")) {
            add(family, "last " + (line.isEmpty() ? "none" : line), d -> d.close = line);
        }
        add(family, "first one missing", d -> d.open = "|");
        add(family, "first one with blanks", d -> d.open = "--grens  |");
        add(family, "blank line behind it", d -> d.type = "|" + d.type);
        add(family, "space line behind it", d -> d.type = " |" + d.type);
    }

    private void borders() {
        String family = "border of header and body";
        for (String border : List.of("~", "`", "^|", "`~~", "", " |", "\t|", "^", "||", "~~", "``", "x|", ":|", "--|")) {
            add(family, "of the part " + (border.isEmpty() ? "none" : border), d -> d.border = border);
        }
        for (String border : List.of("~~", "``", "`~~", "|^|", "|", "| |", "|\t|", "~|", "|~", "`|", "|`|")) {
            add(family, "of the message " + border, d -> d.rootEnd = border);
        }
        add(family, "encoding below the border", d -> {
            d.border = "|" + d.encoding + "|";
            d.encoding = "";
        });
        add(family, "type below the border", d -> {
            d.border = "|" + d.type + d.encoding + "|";
            d.type = "";
            d.encoding = "";
        });
        add(family, "boundary below the border", d -> {
            d.rootEnd = "||" + d.rootType + "||";
            d.rootType = "X-Mailer: x";
        });
    }

    private void lineEnds() {
        String family = "line ends between headers";
        for (String end : List.of("~", "`", "``~", "~`", " ~", " |", "\u000b|", "\u000c|", "\u0001|", "^|", "\u0085", "\u000b", "`|",
                "~|")) {
            add(family, end.replace("\u000b", "{VT}").replace("\u000c", "{FF}").replace("\u0001", "{SOH}").replace("\u0085", "{NEL}"),
                    d -> d.encoding = "Content-Transfer-Encoding: %ENC" + end);
            if (end.length() == 1) {
                add(family, "whole part " + (int) end.charAt(0), d -> d.partLineEnd = end);
            }
        }
        add(family, "in the message's header LF", d -> d.rootType = "X-A: b~" + d.rootType);
        add(family, "in the message's header CR", d -> d.rootType = "X-A: b`" + d.rootType);
        add(family, "in the message's header CR CR LF", d -> d.rootType = "X-A: b`|" + d.rootType);
    }

    private void nesting() {
        String family = "nesting";
        for (String type : List.of("Content-Type: multipart/mixed; boundary=grens", "Content-Type: multipart/mixed",
                "Content-Type: multipart/mixed; boundary=gren", "Content-Type: multipart/mixed; boundary=grensx",
                "Content-Type: multipart/alternative; boundary=binnen", "Content-Type: message/rfc822",
                "Content-Type: message/partial; id=a",
                "Content-Type: message/external-body; access-type=x", "Content-Type: multipart/encrypted; boundary=binnen",
                "Content-Type: multipart/digest; boundary=binnen",
                "Content-Type: multipart/related; boundary=\"binnen\"; type=\"text/html\"")) {
            add(family, "part is " + type, d -> {
                d.border = "|--binnen|" + d.type + d.encoding + "|";
                d.type = type + "|";
                d.encoding = "";
                d.after = "|--binnen--";
            });
        }
        add(family, "part in the preamble", d -> {
            d.preamble = "--eerder|" + d.type + d.encoding + "|%PAYLOAD|--eerder--|";
            d.type = "Content-Type: text/plain|";
            d.encoding = "";
            d.border = "|Hallo|--grens--|%|";
        });
        add(family, "part in the epilogue", d -> {
            d.epilogue = "--later|" + d.type + d.encoding + "|%PAYLOAD|--later--|";
            d.middle = "|--grens|Content-Type: text/plain||x|--grens--|";
        });
        add(family, "payload bare in the preamble", d -> d.preamble = "%PAYLOAD|");
        add(family, "payload bare in the epilogue", d -> d.epilogue = "|%PAYLOAD|");
        add(family, "a message that is encoded", d -> d.type = "Content-Type: message/rfc822|");
        add(family, "the body removed", d -> d.border = "|--grens|");
        add(family, "a multipart that is encoded", d -> d.type = "Content-Type: multipart/mixed; boundary=x|");
    }

    private void encodings() {
        String family = "several encodings";
        add(family, "none", d -> d.encoding = "");
        for (String wrong : List.of("7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode", "uuencode", "gzip", "none", "")) {
            add(family, "says " + wrong, d -> d.encoding = "Content-Transfer-Encoding: " + wrong + "|");
        }
        add(family, "none, and no type", d -> {
            d.encoding = "";
            d.type = "";
        });
        add(family, "none, and no disposition", d -> {
            d.encoding = "";
            d.type = "Content-Type: text/plain|";
            d.disposition = "";
        });
        add(family, "says base64 behind an encoded line", d -> {
            d.encoding = "Content-Transfer-Encoding: base64|";
            d.before = "SGFsbG8=|";
        });
        add(family, "rubbish before", d -> d.before = "!!|#|");
        add(family, "text before", d -> d.before = "Beste Bob, hier is de lijst.|");
        add(family, "padding before", d -> d.before = "QQ==|");
        add(family, "text behind", d -> d.after = "|Groet, Anna");
        add(family, "on the whole message", d -> {
            d.rootType = d.rootType + "|Content-Transfer-Encoding: %ENC";
            d.encoding = "";
        });
        add("line end of the whole part", "CR", d -> d.partLineEnd = "`");
        add("line end of the whole part", "CR VT", d -> d.partLineEnd = "`\u000b");
        add("line end of the whole part", "VT", d -> d.partLineEnd = "\u000b");
        add("line end of the whole part", "LF CR", d -> d.partLineEnd = "~`");
    }
}
