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
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

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

    private SqliteStore open() {
        return SqliteStore.open(folder.resolve("duwtje.db"), clock());
    }

    private static Commit oneMail() {
        Envelope envelope = Envelope.of(MailAddress.of(SENDER), List.of(MailAddress.of("a@wijk1.test")));
        return new Commit().body("b", new MemoryMessage(plain("a@wijk1.test", "Wacht").getBytes(StandardCharsets.UTF_8)))
                .send(Outgoing.now(Outgoing.Kind.LEG, "b", envelope, "", NOON, NOON.plus(Duration.ofDays(1))));
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
        NextHopSettings settings = new NextHopSettings(HostPort.of(scripted.address()), null, null, null, null, null, null, null, null,
                null);
        NextHop nextHop = new NextHop(settings, "duwtje.example.test", new Meters(), System::nanoTime);
        Reports reports = new Reports(new Ids(new SecureRandom()), new DsnWriter(clock(), new SecureRandom()), "duwtje.example.test",
                scripted.host(), Duration.ofDays(1));
        Outbox outbox = new Outbox(store, nextHop, new RetrySchedule(new SecureRandom()), reports, Duration.ofSeconds(9), clock(),
                new MailLog());
        outbox.start();
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
