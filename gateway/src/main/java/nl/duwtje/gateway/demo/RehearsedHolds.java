package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;

/**
 * The second act of a rehearsal: mails that are held, each another person's, who gets a notice and says yes on the page. Takes the notices and
 * the mails as the world outside. Safe for all threads.
 */
final class RehearsedHolds {

    private static final long PATIENCE_SECONDS = 30;
    private static final String FORM = "choice=send";

    private final SampleMail sample = SampleMail.of(Samples.in("nl").get("pupils"));
    private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();
    private final CountDownLatch sent;

    RehearsedHolds(int messages) {
        this.sent = new CountDownLatch(messages);
    }

    /** Of person {@code number}. */
    RehearsalMail mail(int number) {
        String person = "medewerker" + number + "@" + Cast.DOMAIN;
        Envelope envelope = new Envelope(MailAddress.of(person), sample.envelope().recipients(), "", false, "", "");
        byte[] bytes = new byte[(int) sample.message().size()];
        sample.message().bytes().get(bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(Cast.SANNE.address(), person);
        return new RehearsalMail(envelope, new MemoryMessage(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void arrived(DemoNextHop.Arrived mail) {
        if (mail.envelope().recipients().equals(sample.envelope().recipients())) {
            sent.countDown();
        } else if (mail.text().contains("/m/")) {
            notices.add(mail.text());
        }
    }

    /** Answers one notice. */
    void answer(HttpClient browser) throws IOException, InterruptedException {
        String notice = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (notice == null) {
            throw new IllegalStateException("a held mail had no notice");
        }
        URI link = URI.create(Links.in(notice));
        HttpRequest look = HttpRequest.newBuilder(link).build();
        HttpRequest yes = HttpRequest.newBuilder(link).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FORM)).build();
        for (HttpRequest step : List.of(look, yes)) {
            int status = browser.send(step, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 400) {
                throw new IllegalStateException("an answer was not taken: " + status);
            }
        }
    }

    /** Until all that were answered have left. */
    void awaitSent() throws InterruptedException {
        if (!sent.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(sent.getCount() + " mails did not leave");
        }
    }
}
