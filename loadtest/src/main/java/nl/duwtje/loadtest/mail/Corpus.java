package nl.duwtje.loadtest.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An office's outgoing mail, invented: seven in ten Dutch, the rest English; every message goes to one or two outsiders. The same seed gives
 * the same bytes. Immutable.
 */
public record Corpus(long seed) {

    /** The office's own domain: the gateway under test must have it in organisation.domains. */
    public static final String INSIDE_DOMAIN = "duinrade.test";
    /** A reverse-path that begins so is another person each time it is sent. */
    public static final String ANYBODY = "p000000000";
    private static final int DIFFERENT = 200;
    private static final int LARGEST_ATTACHMENT = 5_000_000;

    /** Text, HTML, threads, newsletters and meeting requests, each filled with quoted text to about {@code size} bytes; nothing to hold. */
    public List<Sample> plain(int size) {
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            samples.add(plain(random, i % 5, size));
        }
        return samples;
    }

    /**
     * Mail as an office has it: 70 % without attachment (median 10 KB), 30 % with one (median 200 KB: DOCX, XLSX, PDF-like), of which one in
     * ten holds invented personal data.
     */
    public List<Sample> office() {
        Random random = new Random(seed + 1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < DIFFERENT; i++) {
            if (i % 10 < 7) {
                samples.add(plain(random, i % 5, (int) logNormal(random, 10_000, 0.8, 2_000, 200_000)));
            } else {
                int size = (int) logNormal(random, 200_000, 1.0, 20_000, LARGEST_ATTACHMENT);
                samples.add(attached(random, List.of("docx", "xlsx", "pdf").get(i % 3), size, i % 100 >= 97));
            }
        }
        return samples;
    }

    /**
     * Messages of about {@code size} bytes with a spreadsheet of invented residents' numbers: each is held by the shipped rules, and each is
     * another person's, who is told of that one alone. Their From is nobody's of ours, so that one notice goes for each.
     */
    public List<Sample> personal(int size) {
        Random random = new Random(seed + 2);
        return Stream.generate(() -> anybodys(attached(random, "xlsx", size * 3 / 4 - 2000, true))).limit(20).toList();
    }

    private static Sample anybodys(Sample mail) {
        String content = new String(mail.content(), StandardCharsets.US_ASCII).replaceFirst("(?m)^From: \\S+", "From: sanne@elders.test");
        return new Sample(mail.kind(), ANYBODY + "@" + INSIDE_DOMAIN, mail.recipients(), content.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code count} messages of about {@code size} bytes: text when small, else a DOCX that is a tenth text. */
    public List<Sample> sized(int size, int count) {
        Random random = new Random(seed + 3);
        return Stream.generate(() -> size <= 20_000
                ? plain(random, 0, size)
                : attached(random, "docx", (int) ((size - 2500) / 1.37), false)).limit(count).toList();
    }

    /** Real messages: every {@code *.eml} in a folder, their envelopes replaced by the office's. */
    public static List<Sample> read(Path folder) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = java.nio.file.Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".eml")).sorted().toList()) {
                samples.add(new Sample("eml", "sanne.devries@" + INSIDE_DOMAIN, List.of("info@bouwbedrijf.test"),
                        withoutMessageId(java.nio.file.Files.readAllBytes(file))));
            }
        }
        if (samples.isEmpty()) {
            throw new IOException("no .eml file in " + folder);
        }
        return samples;
    }

    private static byte[] withoutMessageId(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").replace('\r', '\n').replace("\0", "");
        int body = text.indexOf("\n\n");
        String head = body < 0 ? text : text.substring(0, body + 1);
        String rest = body < 0 ? "" : text.substring(body + 1);
        String own = head.replaceAll("(?im)^message-id:.*\n([ \t].*\n)*", "");
        return (own + rest).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Sample plain(Random random, int kind, int size) {
        Words words = new Words(random);
        String from = words.inside();
        List<String> to = random.nextInt(4) == 0 ? List.of(words.outside(), "raad@gemeente.test") : List.of(words.outside());
        String head = MimeText.headers(random, from, to, words.subject());
        String own = words.greeting() + words.paragraph(3 + random.nextInt(4)) + words.closing() + from + "\r\n";
        String boundary = "_000_" + Long.toHexString(random.nextLong());
        String shell = body(kind, boundary, own, "", random);
        String fill = quoted(words, size - head.length() - shell.length() - 60, kind == 1 || kind == 3 ? 2 : 1);
        String content = head + body(kind, boundary, own, fill, random);
        return new Sample(List.of("text", "html", "thread", "newsletter", "meeting").get(kind), from, to,
                content.getBytes(StandardCharsets.US_ASCII));
    }

    private static String body(int kind, String boundary, String own, String fill, Random random) {
        String text = MimeText.text("text/plain", own + fill);
        return switch (kind) {
            case 1 -> MimeText.multipart("related", boundary,
                    MimeText.multipart("alternative", "a" + boundary, text, MimeText.text("text/html", html(own + fill, ""))),
                    MimeText.file("image/png", "image001.png", "inline", Files.picture(900)));
            case 3 -> "List-Unsubscribe: <https://www.duinrade.test/nieuwsbrief/uit>\r\nPrecedence: bulk\r\n" + MimeText.multipart(
                    "alternative", boundary, text,
                    MimeText.text("text/html",
                            html(own + fill, "<a href=\"https://www.duinrade.test/nieuws/" + boundary + "\">Lees meer</a>")));
            case 4 ->
                MimeText.multipart("alternative", boundary, text, "Content-Type: text/calendar; charset=\"utf-8\"; method=REQUEST\r\n\r\n"
                        + "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nPRODID:-//loadtest//NL\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:" + boundary
                        + "\r\nDTSTART:20261126T093000Z\r\nDTEND:20261126T103000Z\r\nSUMMARY:Overleg\r\n"
                        + "ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:info@bouwbedrijf.test\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
            default -> text;
        };
    }

    private static String html(String text, String more) {
        return "<html><head><style>p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:\"Calibri\",sans-serif;}</style></head><body>"
                + text.replace("<", "&lt;").replace("\r\n\r\n", "</p>\r\n<p class=\"MsoNormal\">") + more
                + "<img src=\"cid:image001.png\"></body></html>\r\n";
    }

    /** Earlier messages below, as people leave them. @param copies how often the text will stand in the message */
    private static String quoted(Words words, int size, int copies) {
        StringBuilder text = new StringBuilder();
        int wanted = (int) (size / (copies * 1.04));
        while (text.length() < wanted) {
            text.append("> Van: ").append(words.outside()).append("\r\n> Onderwerp: ").append(words.subject()).append("\r\n> ")
                    .append(words.paragraph(6).replace("\r\n", "\r\n> ")).append("\r\n");
        }
        text.setLength(Math.max(0, Math.min(text.length(), wanted)));
        return text.append("\r\n").toString();
    }

    private static Sample attached(Random random, String kind, int size, boolean personal) {
        Words words = new Words(random);
        String from = words.inside();
        List<String> to = List.of(words.outside());
        Files files = new Files(random, words);
        String boundary = "_004_" + Long.toHexString(random.nextLong());
        String file = switch (kind) {
            case "docx" -> MimeText.file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "verslag.docx",
                    "attachment", files.docx(size, personal));
            case "xlsx" -> MimeText.file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "lijst.xlsx",
                    "attachment", files.xlsx(size, personal));
            default -> MimeText.file("application/pdf", "besluit.pdf", "attachment", files.pdf(size));
        };
        String content = MimeText.headers(random, from, to, words.subject()) + MimeText.multipart("mixed", boundary,
                MimeText.text("text/plain", words.greeting() + words.paragraph(4) + words.closing() + from + "\r\n"), file);
        return new Sample(personal ? kind + " with personal data" : kind, from, to, content.getBytes(StandardCharsets.US_ASCII));
    }

    private static double logNormal(Random random, double median, double sigma, double least, double most) {
        return Math.max(least, Math.min(most, median * Math.exp(sigma * random.nextGaussian())));
    }
}
