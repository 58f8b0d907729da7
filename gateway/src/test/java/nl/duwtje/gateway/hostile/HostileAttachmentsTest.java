package nl.duwtje.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.SampleMails;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ServeProcess;

/**
 * Hostile attachments through one running gateway with a heap of 256 MB: every one is answered, none that holds a list goes out unseen, and ordinary
 * mail flows on beside them. All eight hundred: {@code -Dduwtje.hostile.rounds=1}, or more rounds of hurt ones; other ones:
 * {@code -Dduwtje.hostile.seed=2}. By itself a third of those that chance has hurt and a sixth of the public ones.
 */
class HostileAttachmentsTest {

    private static final String OUTSIDE = "info@buiten.test";
    private static final int CLIENTS = 4;

    @TempDir
    Path folder;

    private static List<HostileFile> files() throws IOException {
        long seed = Long.getLong("duwtje.hostile.seed", 20261122);
        Map<String, byte[]> healthy = HealthyFiles.all();
        int rounds = Integer.getInteger("duwtje.hostile.rounds", 0);
        List<HostileFile> files = new ArrayList<>(HostileFiles.all(healthy));
        files.addAll(every(rounds == 0 ? 12 : 1, PublicSamples.all()));
        files.addAll(every(rounds == 0 ? 5 : 1, hurt(healthy, new Random(seed), Math.max(1, rounds))));
        return files;
    }

    private static List<HostileFile> every(int nth, List<HostileFile> files) {
        return IntStream.range(0, files.size()).filter(i -> i % nth == 0).mapToObj(files::get).toList();
    }

    private static List<HostileFile> hurt(Map<String, byte[]> healthy, Random random, int rounds) {
        List<HostileFile> files = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, byte[]> good : healthy.entrySet()) {
                for (Hurt hurt : Hurt.values()) {
                    byte[] bytes = hurt.to(good.getValue(), random);
                    files.add(new HostileFile(hurt + " " + round + "." + good.getKey(), "application/octet-stream", bytes,
                            !PlainSight.isList(bytes)));
                }
            }
        }
        return files;
    }

    private static String mail(int number, HostileFile file) {
        return """
                From: Sanne de Vries <s%d@example.org>
                To: info@buiten.test
                Subject: Hostile %d.
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                Message-ID: <h%d@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                Zie de bijlage.

                --b1
                Content-Type: %s
                Content-Disposition: attachment; filename="bijlage"
                Content-Transfer-Encoding: base64

                %s
                --b1--
                """.formatted(number, number, number, file.type(), Base64.getMimeEncoder().encodeToString(file.bytes()));
    }

    @Test
    void noneHangsItNoneIsCleanByAccidentAndOrdinaryMailFlowsOn() throws Exception {
        List<HostileFile> files = files();
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                ServeProcess serve = ServeProcess.start(folder, nextHop.address());
                ScheduledExecutorService threads = Executors.newScheduledThreadPool(CLIENTS + 1)) {
            AtomicInteger next = new AtomicInteger();
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < files.size(); n = next.getAndIncrement()) {
                        String reply = Mailer.send(serve.smtp(), "s" + n + "@example.org", List.of(OUTSIDE), mail(n, files.get(n)));
                        assertThat(reply).as(files.get(n).name()).startsWith("250 ");
                    }
                    return null;
                }));
            }
            List<Long> took = Collections.synchronizedList(new ArrayList<>());
            Future<?> ordinary = threads.scheduleAtFixedRate(() -> took.add(ordinary(serve)), 0, 100, TimeUnit.MILLISECONDS);
            for (Future<?> client : clients) {
                client.get();
            }
            Set<Integer> passed = passed(nextHop);
            assertThat(files).filteredOn(file -> !file.mayPass() && passed.contains(files.indexOf(file))).extracting(HostileFile::name)
                    .as("went out unseen").isEmpty();
            assertThat(passed).as("went out after it was read").hasSizeGreaterThan(files.size() / 10);
            assertThat(ordinary.isDone()).as("ordinary mail was refused").isFalse();
            ordinary.cancel(false);
            long[] nanos = List.copyOf(took).stream().mapToLong(Long::longValue).sorted().toArray();
            System.out.printf(
                    "%d hostile attachments, %d went out; %d ordinary mails beside them: median %d ms, 99%% within %d ms; peak %d MB%n",
                    files.size(), passed.size(), nanos.length, nanos[nanos.length / 2] / 1_000_000,
                    nanos[nanos.length * 99 / 100] / 1_000_000, serve.peakRssBytes() >> 20);
            assertThat(Duration.ofNanos(nanos[nanos.length / 2])).isLessThan(Duration.ofSeconds(1));
            assertThat(Duration.ofNanos(nanos[nanos.length - 1])).isLessThan(Duration.ofSeconds(10));
            // the heap, and what a JVM needs beside it
            assertThat(serve.peakRssBytes() >> 20).isLessThan(800);
        }
    }

    /** @return how long it took, in nanoseconds */
    private static long ordinary(ServeProcess serve) {
        long began = System.nanoTime();
        try {
            String mail = SampleMails.plain(OUTSIDE, "Gewoon");
            assertThat(Mailer.send(serve.smtp(), SampleMails.SENDER, List.of(OUTSIDE), mail)).startsWith("250 ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return System.nanoTime() - began;
    }

    private static Set<Integer> passed(ScriptedNextHop nextHop) {
        Set<Integer> passed = new HashSet<>();
        for (ScriptedNextHop.Transaction transaction : nextHop.accepted()) {
            String head = transaction.text().substring(0, Math.min(2000, transaction.text().length()));
            int at = head.indexOf("Subject: Hostile ");
            if (at >= 0 && transaction.rcpts().toString().contains(OUTSIDE)) {
                passed.add(Integer.parseInt(head.substring(at + 17, head.indexOf('.', at))));
            }
        }
        return passed;
    }
}
