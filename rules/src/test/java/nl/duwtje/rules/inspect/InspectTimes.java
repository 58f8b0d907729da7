package nl.duwtje.rules.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.text.ExtractLimits;

/** Prints what the outline and the whole inspection of ordinary mails cost, warm, in microseconds per message. A program, not a test. */
public final class InspectTimes {

    private static final int ROUNDS = 9;

    private InspectTimes() {}

    public static void main(String[] args) {
        Inspector inspector = new Inspector(new Organisation(List.of("example.org"), List.of()),
                new Limits(5, 10, Map.of("BSN", 1, "IBAN", 3), List.of("vertrouwelijk", "confidential")), ExtractLimits.defaults());
        Envelope envelope = Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@outside.test")));
        for (Map.Entry<String, MemoryMessage> mail : mails().entrySet()) {
            MemoryMessage message = mail.getValue();
            String outline = micros(() -> MimeOutline.of(message.bytes()).parts().size());
            String inspect = micros(() -> inspector.inspect(envelope, message).attachments().size());
            System.out.printf("%-28s %8d bytes   outline %s   inspect %s%n", mail.getKey(), message.size(), outline, inspect);
        }
    }

    static Map<String, MemoryMessage> mails() {
        String text = prose(8_500);
        byte[] picture = new byte[200_000];
        new Random(1).nextBytes(picture);
        System.arraycopy(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, picture, 0, 8);
        Map<String, MemoryMessage> mails = new java.util.LinkedHashMap<>();
        mails.put("text", MemoryMessage.of(head() + "Content-Type: text/plain; charset=utf-8\n\n" + text));
        mails.put("text and HTML", MemoryMessage.of(head() + "Content-Type: multipart/alternative; boundary=\"_000_DB9P\"\n\n--_000_DB9P\n"
                + "Content-Type: text/plain; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                + text.substring(0, 3000)
                + "\n--_000_DB9P\nContent-Type: text/html; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: quoted-printable\n\n"
                + "<html><body><p class=3D\"MsoNormal\">" + text.substring(0, 5000).replace("\n", "=\n")
                + "</p></body></html>\n--_000_DB9P--\n"));
        mails.put("text and 200 kB picture", MemoryMessage.of(head() + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + text
                + "\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(picture) + "\n--b--\n"));
        return mails;
    }

    private static String head() {
        return """
                Received: from EX01.example.org (10.1.1.5) by EX02.example.org (10.1.1.6) with Microsoft SMTP Server; Mon, 16 Nov 2026 09:00:00 +0100
                From: "Anna de Boer" <anna@example.org>
                To: "Bob" <bob@outside.test>
                Cc: "Carol" <carol@example.org>
                Subject: =?utf-8?q?Caf=C3=A9_en_planning?=
                Thread-Topic: planning
                Thread-Index: AQHb0m1mY2x4c2Nkc2Nkc2Nkc2Nkc2Nkcw==
                Date: Mon, 16 Nov 2026 09:00:00 +0100
                Message-ID: <d41d8cd98f00b204e9800998ecf8427e@example.org>
                Accept-Language: nl-NL, en-US
                X-MS-Has-Attach:
                MIME-Version: 1.0
                """;
    }

    static String prose(int size) {
        List<String> words = List.of("de", "planning", "voor", "het", "overleg", "van", "volgende", "week", "staat", "in", "agenda",
                "Graag",
                "ontvang", "ik", "voor", "vrijdag", "een", "reactie", "over", "punt", "3", "en", "offerte", "2026-114", "gemeente");
        Random random = new Random(2);
        StringBuilder out = new StringBuilder();
        int line = 0;
        while (out.length() < size) {
            String word = words.get(random.nextInt(words.size()));
            out.append(word);
            line += word.length() + 1;
            out.append(line > 70 ? "\n" : " ");
            line = line > 70 ? 0 : line;
        }
        return out.toString();
    }

    /** Time of this thread alone: what else the machine does stays out of it. */
    private static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The median of several rounds, and the least. */
    private static String micros(java.util.function.IntSupplier work) {
        List<Double> times = new ArrayList<>();
        long sum = 0;
        for (int round = -6; round < ROUNDS; round++) {
            int n = 0;
            long start = cpu();
            while ((n & 15) != 0 || cpu() - start < 200_000_000L) {
                sum += work.getAsInt();
                n++;
            }
            if (round >= 0) {
                times.add((cpu() - start) / 1e3 / n);
            }
        }
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return String.format("%7.1f us (least %.1f)%s", sorted[ROUNDS / 2], sorted[0], sum == 42 ? " " : "");
    }
}
