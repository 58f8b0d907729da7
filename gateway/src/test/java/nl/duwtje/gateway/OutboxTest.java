package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.RetrySchedule;
import nl.duwtje.gateway.dsn.DsnWriter;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Outgoing;
import nl.duwtje.gateway.store.SqliteStore;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;

/** Who has a row of the outbox: nobody else while it is being delivered, and soon somebody else when its process is gone. */
class OutboxTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    Path folder;
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

    @Test
    void aSlowDeliveryKeepsItsRowAndEndsOnce() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open(); Going going = start(store, nextHop)) {
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofSeconds(2)).reply("250 2.0.0 taken");
            store.commit(oneMail());
            going.outbox.ring();
            await().until(() -> nextHop.commands().contains("DATA"));

            for (int second = 0; second <= 40; second += 10) {
                Instant then = NOON.plusSeconds(second);
                now.set(then);
                going.outbox.ring();
                await().until(() -> store.nextDue().equals(then.plusSeconds(30)));
            }
            await().until(() -> store.outboxSize() == 0);
            assertThat(nextHop.accepted()).hasSize(1);
        }
    }

    @Test
    void whatADeadProcessHadIsSoonAnothersToDeliver() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open()) {
            store.commit(oneMail());
            assertThat(store.lease(NOON, Duration.ofSeconds(30), 9)).as("taken by a process that dies here").hasSize(1);
            now.set(NOON.plusSeconds(30));
            try (Going going = start(store, nextHop)) {
                going.outbox.ring();
                await().until(() -> store.outboxSize() == 0);
            }
            assertThat(nextHop.accepted()).hasSize(1);
        }
    }

    @Test
    void whatIsCommittedHereIsOnItsWayAtOnceAndNobodyElsesMeanwhile() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                SqliteStore store = open();
                SqliteStore another = open();
                Going going = stopped(store, nextHop)) { // nobody takes from the store: it comes from memory
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofMillis(200)).reply("250 2.0.0 taken");
            assertThat(going.outbox.commit(oneMail())).isTrue();
            await().until(() -> nextHop.commands().contains("DATA"));
            assertThat(another.lease(NOON, Duration.ofSeconds(30), 9)).as("another process sees no row to take").isEmpty();

            await().until(() -> store.outboxSize() == 0);
            assertThat(nextHop.accepted()).hasSize(1);
        }
    }

    @Test
    void whatLiesInItsRowComesFromMemoryAndFromTheStoreAsItIs() throws Exception {
        byte[] bytes = plain("a@wijk1.test", "receipt").replaceAll("\r?\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        Outgoing row = Outgoing.now(Outgoing.Kind.NOTICE, "n", Envelope.of(MailAddress.NULL, List.of(MailAddress.of("a@wijk1.test"))), "",
                NOON, NOON.plus(Duration.ofDays(1)));
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open(); Going going = start(store, nextHop)) {
            going.outbox.commit(new Commit().send(row, new MemoryMessage(bytes)));
            await().until(() -> store.outboxSize() == 0);
            store.commit(new Commit().send(row, new MemoryMessage(bytes)));
            going.outbox.ring();
            await().until(() -> store.outboxSize() == 0);

            assertThat(nextHop.accepted()).hasSize(2)
                    .allSatisfy(one -> assertThat(one.text()).isEqualTo(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    @Test
    void whatItsCommitterLeavesBehindIsAnothersWhenTheLeaseEnds() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open()) {
            assertThat(store.commit(oneMail(), NOON, Duration.ofSeconds(30))).as("committed by a process that dies here").isPresent();
            try (Going going = start(store, nextHop)) {
                now.set(NOON.plusSeconds(29));
                going.outbox.commit(mail("first", NOON.plusSeconds(29)));
                await().until(() -> store.outboxSize() == 1);
                now.set(NOON.plusSeconds(30));
                going.outbox.ring();
                await().until(() -> store.outboxSize() == 0);
            }
            assertThat(subjects(nextHop)).containsExactly("first", "b");
        }
    }

    @Test
    void whatFindsAllDeliverersBusyWaitsItsTurnAndGoesOnce() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open(); Going going = start(store, nextHop)) {
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofMillis(20)).reply("250 2.0.0 taken");
            List<String> all = IntStream.range(0, 400).mapToObj(i -> "mail" + i).toList();

            all.parallelStream().forEach(id -> assertThat(going.outbox.commit(mail(id, NOON))).isTrue());

            await().until(() -> store.outboxSize() == 0);
            assertThat(subjects(nextHop)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void whatIsHandedOverWhileItClosesGoesNowOrAfterTheNextStartAndOnce() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start(); SqliteStore store = open()) {
            nextHop.when(ScriptedNextHop.Point.END).after(Duration.ofMillis(10)).reply("250 2.0.0 taken");
            List<String> committed = Collections.synchronizedList(new ArrayList<>());
            Going going = start(store, nextHop);
            Thread committer = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 60; i++) {
                    going.outbox.commit(mail("mail" + i, NOON));
                    committed.add("mail" + i);
                }
            });
            await().until(() -> committed.size() > 20);
            going.close();
            committer.join();
            long left = store.outboxSize();
            assertThat(committed).as("closed or not, a commit is a commit").hasSize(60);
            assertThat(subjects(nextHop)).hasSize(60 - (int) left).doesNotHaveDuplicates();

            now.set(NOON.plusSeconds(30));
            try (Going again = start(store, nextHop)) {
                again.outbox.ring();
                await().until(() -> store.outboxSize() == 0);
            }
            assertThat(subjects(nextHop)).containsExactlyInAnyOrderElementsOf(committed);
        }
    }

    private static List<String> subjects(ScriptedNextHop nextHop) {
        return nextHop.accepted().stream().map(one -> one.text().replaceAll("(?s).*\r\nSubject: ([^\r]*)\r\n.*", "$1")).toList();
    }

    private SqliteStore open() {
        return SqliteStore.open(folder.resolve("duwtje.db"), clock());
    }

    private static Commit oneMail() {
        return mail("b", NOON);
    }

    /** A message of this subject, due at once. */
    private static Commit mail(String id, Instant at) {
        Envelope envelope = Envelope.of(MailAddress.of(SENDER), List.of(MailAddress.of("a@wijk1.test")));
        return new Commit().body(id, new MemoryMessage(plain("a@wijk1.test", id).getBytes(StandardCharsets.UTF_8)))
                .send(Outgoing.now(Outgoing.Kind.LEG, id, envelope, "", at, at.plus(Duration.ofDays(1))));
    }

    /** An outbox and its next hop, which close together. */
    private record Going(Outbox outbox, NextHop nextHop) implements AutoCloseable {
        @Override
        public void close() {
            outbox.close();
            nextHop.close();
        }
    }

    private Going start(SqliteStore store, ScriptedNextHop scripted) {
        Going going = stopped(store, scripted);
        going.outbox.start();
        return going;
    }

    /** Not started yet. */
    private Going stopped(SqliteStore store, ScriptedNextHop scripted) {
        NextHopSettings settings = new NextHopSettings(HostPort.of(scripted.address()), null, null, null, null, null, null, null, null,
                null);
        NextHop nextHop = new NextHop(settings, "duwtje.example.test", new Meters(), System::nanoTime);
        Reports reports = new Reports(new Ids(new SecureRandom()), new DsnWriter(clock(), new SecureRandom()), "duwtje.example.test",
                scripted.host(), Duration.ofDays(1));
        Outbox outbox = new Outbox(store, nextHop, new RetrySchedule(new SecureRandom()), reports, Duration.ofSeconds(9), clock(),
                new MailLog());
        return new Going(outbox, nextHop);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new IllegalStateException("nobody asks for another zone here");
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
