package nl.duwtje.gateway.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** One of the mails that a rehearsal sends: about as long and as mixed as an office's. */
record RehearsalMail(Envelope envelope, RawMessage message) {

    private static final String TO = "info@bouwbedrijf.test";
    private static final int LONG = 8_000;
    private static final String[] DUTCH = {"De planning voor week 48 is rond; de aannemer begint op dinsdag 24 november om 7.30 uur.",
            "Kunt u voor vrijdag laten weten of de offerte van € 12.450,- inclusief btw is?",
            "Op de begane grond komen drie werkplekken bij en de vergaderzaal krijgt een nieuw scherm.",
            "Bij vragen ben ik te bereiken op 0599 555 123, op maandag tot en met donderdag.", "> Op 12-11-2026 schreef Karel de Wit:",
            "> Is zaaknummer Z2026-004512 al afgerond? De factuur 20261187 staat nog open."};
    private static final String[] ENGLISH = {"The drawings for the second floor are ready, and the permit came in on 3 November.",
            "Could you send the minutes of the last meeting before Thursday, please?",
            "We agreed on 1,200 chairs, 45 tables and a new kitchen; the order number is 4500012345.",
            "My colleague is back on Monday. Until then you can reach me at +31 599 555 123."};

    /** The mails of the demo and longer ones: text, text with HTML, a picture within. The same every time. */
    static List<RehearsalMail> all() {
        List<RehearsalMail> mails = new ArrayList<>();
        List.of("nl", "en").forEach(language -> Samples.in(language).values().stream().map(SampleMail::of)
                .forEach(mail -> mails.add(new RehearsalMail(mail.envelope(), mail.message()))));
        Random random = new Random(1);
        for (String[] sentences : List.of(DUTCH, ENGLISH)) {
            for (int i = 0; i < 8; i++) {
                String text = text(sentences, random, LONG);
                mails.add(of(List.of(part(text, "plain"))));
                mails.add(of(List.of(part(text.substring(0, LONG / 4), "plain"), part(html(text), "html"))));
                mails.add(of(List.of(part(html(text.substring(0, LONG / 4)), "html"), picture(random))));
            }
        }
        return mails;
    }

    private static RehearsalMail of(List<MimeBodyPart> parts) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(Cast.SANNE.address());
            mail.setRecipients(RecipientType.TO, TO);
            mail.setSubject("Verbouwing gemeentehuis, 2e fase: stand van zaken", "UTF-8");
            Multipart content = new MimeMultipart(parts.size() > 1 ? "alternative" : "mixed");
            for (MimeBodyPart part : parts) {
                content.addBodyPart(part);
            }
            mail.setContent(content);
            mail.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return new RehearsalMail(Envelope.of(MailAddress.of(Cast.SANNE.address()), List.of(MailAddress.of(TO))),
                    new MemoryMessage(bytes.toByteArray()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot write a mail", e);
        }
    }

    private static String text(String[] sentences, Random random, int length) {
        StringBuilder text = new StringBuilder("Beste mevrouw Jansen,\r\n\r\n");
        while (text.length() < length) {
            text.append(sentences[random.nextInt(sentences.length)]).append(random.nextInt(4) == 0 ? "\r\n\r\n" : "\r\n");
        }
        return text.append("\r\nMet vriendelijke groet,\r\nSanne Bakker\r\n").toString();
    }

    private static String html(String text) {
        return "<html><body><p>" + text.replace("\r\n", "</p>\r\n<p style=\"margin:0\">") + "</p></body></html>\r\n";
    }

    private static MimeBodyPart part(String text, String subtype) {
        try {
            MimeBodyPart part = new MimeBodyPart();
            part.setText(text, "UTF-8", subtype);
            return part;
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot write a part", e);
        }
    }

    private static MimeBodyPart picture(Random random) {
        try {
            byte[] noise = new byte[4_000];
            random.nextBytes(noise);
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(noise, "image/png")));
            part.setFileName("logo.png");
            return part;
        } catch (MessagingException e) {
            throw new IllegalStateException("cannot write a picture", e);
        }
    }
}
