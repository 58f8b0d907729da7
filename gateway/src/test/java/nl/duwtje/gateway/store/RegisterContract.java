package nl.duwtje.gateway.store;

import static nl.duwtje.gateway.store.Samples.DAY;
import static nl.duwtje.gateway.store.Samples.NOON;
import static nl.duwtje.gateway.store.Samples.envelope;
import static nl.duwtje.gateway.store.Samples.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** What every store must hold to about the conversation after a notice: stopping, reports, ratings, whom we wrote to. */
interface RegisterContract {

    Instant UNTIL = NOON.plusSeconds(120);
    Hold.Answer LATER = new Hold.Answer("send", "link", NOON, "expected", UNTIL);
    Hold.Answer UNDO = new Hold.Answer("undo", "link", NOON.plusSeconds(5));

    Store store();

    private Commit leaving(String id, int legs) {
        Commit commit = new Commit().move(id, HoldState.HELD, HoldState.RELEASED, LATER, NOON.plus(DAY));
        for (int i = 0; i < legs; i++) {
            commit.send(new Outgoing(0, Outgoing.Kind.LEG, "body-" + id, new byte[0], 0, envelope(), id, 0, UNTIL, NOON.plus(DAY)));
        }
        return commit;
    }

    private boolean undo(String id) {
        return store().commit(new Commit().undo(id, HoldState.RELEASED, UNTIL, UNDO));
    }

    @Test
    default void whatIsAboutToLeaveCanBeStopped() {
        store().commit(holding("h1"));
        assertThat(store().commit(leaving("h1", 2))).isTrue();
        assertThat(store().hold("h1").orElseThrow().answer()).isEqualTo(LATER);
        assertThat(store().lease(UNTIL.minusMillis(1), Duration.ofMinutes(1), 10)).extracting(Outgoing::kind)
                .containsExactly(Outgoing.Kind.NOTICE);

        assertThat(undo("h1")).isTrue();

        Hold again = store().hold("h1").orElseThrow();
        assertThat(again.state()).isEqualTo(HoldState.HELD);
        assertThat(again.answer()).isEqualTo(UNDO);
        assertThat(store().lease(UNTIL.plus(DAY), Duration.ofMinutes(1), 10)).extracting(Outgoing::kind).containsOnly(Outgoing.Kind.NOTICE);
        assertThat(undo("h1")).as("a second time").isFalse();
        assertThat(store().commit(leaving("h1", 1))).as("chosen again").isTrue();
        assertThat(store().lease(UNTIL, Duration.ofMinutes(1), 10)).extracting(Outgoing::kind).containsExactly(Outgoing.Kind.LEG);
    }

    @Test
    default void whatAnOutboxHasTakenIsNotStopped() {
        store().commit(holding("h1"));
        store().commit(leaving("h1", 2));
        List<Outgoing> taken = store().lease(UNTIL, Duration.ofMinutes(1), 2);
        assertThat(taken).extracting(Outgoing::kind).contains(Outgoing.Kind.LEG);
        assertThat(undo("h1")).isFalse();
        taken.forEach(row -> store().done(row.id(), new Commit()));
        assertThat(undo("h1")).as("part of it has gone").isFalse();
        assertThat(store().hold("h1").orElseThrow().state()).isEqualTo(HoldState.RELEASED);
        assertThat(store().outboxSize()).isEqualTo(1);
    }

    @Test
    default void stoppingAndTakingNeverBothWin() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 20; round++) {
                String id = "h" + round;
                store().commit(holding(id));
                store().lease(NOON, Duration.ofDays(2), 10);
                store().commit(leaving(id, 1));
                List<Callable<Boolean>> both = IntStream.range(0, 4).<Callable<Boolean>>mapToObj(
                        i -> i % 2 == 0 ? () -> undo(id) : () -> !store().lease(UNTIL, Duration.ofDays(2), 10).isEmpty()).toList();
                assertThat(pool.invokeAll(both).stream().map(Future::resultNow).filter(won -> won)).as(id).hasSize(1);
            }
        }
    }

    @Test
    default void anAnswerThatCannotBeStoppedIsNot() {
        store().commit(holding("h1"));
        store().commit(Samples.releasing("h1"));
        assertThat(store().commit(new Commit().undo("h1", HoldState.RELEASED, Instant.EPOCH, UNDO))).isFalse();
    }

    @Test
    default void aTokenKnowsWhoGotIt() {
        store().commit(holding("h1").token("theirs", "h1", "ambassador"));
        assertThat(store().register().role("theirs")).isEqualTo("ambassador");
        assertThat(store().register().role("token-h1")).isEmpty();
        assertThat(store().register().role("nobody's")).isEmpty();
    }

    @Test
    default void aReportIsTakenOnceAndComesBackAsItWas() {
        Incident first = incident("i1", "h1", NOON);
        assertThat(store().commit(new Commit().incident(first))).isTrue();
        assertThat(store().commit(new Commit().incident(incident("i2", "h1", NOON.plusSeconds(1))))).isFalse();
        store().commit(new Commit().incident(incident("i3", "h3", NOON.plusSeconds(2))));
        assertThat(store().register().incident("h1")).contains(first);
        assertThat(store().register().incident("h2")).isEmpty();
        assertThat(store().register().incidents(10)).extracting(Incident::id).containsExactly("i3", "i1");
        assertThat(store().register().incidents(1)).hasSize(1);
    }

    static Incident incident(String id, String hold, Instant at) {
        return new Incident(id, hold, Incident.Kind.NEAR_MISS, at,
                new Incident.Report("anna@example.org", "Burgerzaken", "<1@example.org>", "Lijst", "", List.of("b@else.test"), 3,
                        List.of("12 BSN (lijst.xlsx, sheet 2)"), List.of("PD-010"), "=verkeerde lijst", "één \"regel\"", ""));
    }

    @Test
    default void aRatingCountsOnceForAHoldAndKeepsNoPerson() {
        store().commit(holding("h1"));
        Rating rating = new Rating("h1", List.of("PD-010", "REC-010"), "Burgerzaken", "2026-11", false, "testlijst");
        assertThat(store().register().isRated("h1")).isFalse();
        assertThat(store().commit(new Commit().rate(rating))).isTrue();
        assertThat(store().commit(new Commit().rate(rating))).isFalse();
        assertThat(store().commit(new Commit().rate(new Rating("nobody", List.of("X"), "", "2026-11", true, "")))).isFalse();
        assertThat(store().register().isRated("h1")).isTrue();
        assertThat(store().register().ratings(10)).containsExactly(
                new Rating.Kept("2026-11", "PD-010", "Burgerzaken", false, "testlijst"),
                new Rating.Kept("2026-11", "REC-010", "Burgerzaken", false, "testlijst"));
    }

    @Test
    default void whoWasMetIsKnownUntilForgotten() {
        Register register = store().register();
        register.meet(Map.of(1L, NOON, 2L, NOON.plusSeconds(60), -3L, NOON.plusSeconds(30)));
        register.meet(Map.of(1L, NOON.minusSeconds(60)));
        assertThat(register.met(List.of(1L, 2L, -3L, 4L))).containsExactlyInAnyOrder(1L, 2L, -3L);
        register.forget(NOON.plusSeconds(1), 100);
        assertThat(register.met(List.of(1L, 2L, -3L))).containsExactlyInAnyOrder(2L, -3L);
        register.forget(NOON, 1);
        assertThat(register.met(List.of(1L, 2L, -3L))).containsExactly(2L);
    }
}
