package nl.duwtje.gateway.store;

import static nl.duwtje.gateway.store.Samples.DAY;
import static nl.duwtje.gateway.store.Samples.NOON;
import static nl.duwtje.gateway.store.Samples.SENT;
import static nl.duwtje.gateway.store.Samples.bytesOf;
import static nl.duwtje.gateway.store.Samples.envelope;
import static nl.duwtje.gateway.store.Samples.hold;
import static nl.duwtje.gateway.store.Samples.holding;
import static nl.duwtje.gateway.store.Samples.message;
import static nl.duwtje.gateway.store.Samples.rareEnvelope;
import static nl.duwtje.gateway.store.Samples.releasing;
import static nl.duwtje.gateway.store.Samples.sending;
import static nl.duwtje.gateway.store.Samples.textOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** What every store must hold to. A test of a store implements this and hands in an empty one for each test. */
interface StoreContract {

    Duration LEASE = Duration.ofMinutes(5);

    /** The store under test, empty. */
    Store store();

    @Test
    default void aHoldComesBackAsItWas() {
        assertThat(store().commit(holding("h1"))).isTrue();

        assertThat(store().hold("h1")).contains(hold("h1"));
        assertThat(store().hold("h1").orElseThrow().envelope().recipients().get(0).address().text()).isEqualTo("δοκιμή@παράδειγμα.test");
        assertThat(store().holdByToken("token-h1")).contains(hold("h1"));
        assertThat(textOf(store().body("body-h1"))).contains("Subject: h1");
        assertThat(store().heldCount()).isEqualTo(1);
        assertThat(store().isHealthy()).isTrue();
    }

    @Test
    default void unknownIdsAndTokensLeadNowhere() {
        assertThat(store().hold("nobody")).isEmpty();
        assertThat(store().holdByToken("' OR 1=1 --")).isEmpty();
        assertThatThrownBy(() -> store().body("nothing")).isInstanceOf(StoreException.class).hasMessageContaining("nothing");
    }

    @Test
    default void aLinkIsATokenWithItsHold() {
        store().commit(holding("h1").token(new Commit.Token("theirs", "h1", "ambassador", "els@example.org", "l1")));

        assertThat(store().link("theirs"))
                .contains(new Store.Link(new Commit.Token("theirs", "h1", "ambassador", "els@example.org", "l1"), hold("h1")));
        assertThat(store().link("unknown")).isEmpty();
    }

    @Test
    default void severalTokensLeadToOneHold() {
        store().commit(holding("h1").token("second", "h1"));

        assertThat(store().holdByToken("second")).isEqualTo(store().holdByToken("token-h1")).isPresent();
    }

    @Test
    default void anOutboxRowComesBackAsItWas() {
        byte[] head = "Received: by us\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Outgoing row = new Outgoing(0, Outgoing.Kind.LEG, "b", head, 17, rareEnvelope(), "h1", 0, NOON, Instant.MAX);
        store().commit(new Commit().body("b", message("b")).send(row));

        List<Outgoing> leased = store().lease(NOON, LEASE, 10);

        assertThat(leased).usingRecursiveFieldByFieldElementComparatorIgnoringFields("id").containsExactly(row);
        assertThat(leased.get(0).id()).isPositive();
        assertThat(leased.get(0).envelope().recipients().get(1).orcpt()).isEqualTo("rfc822;a+20b@else.test");
    }

    @Test
    default void theNullReversePathStaysNull() {
        Envelope fromNobody = Envelope.of(nl.duwtje.rules.mail.MailAddress.NULL,
                List.of(nl.duwtje.rules.mail.MailAddress.of("a@example.org")));
        store().commit(new Commit().body("b", message("b")).send(Outgoing.now(Outgoing.Kind.NOTICE, "b", fromNobody, "", NOON, NOON)));

        assertThat(store().lease(NOON, LEASE, 1).get(0).envelope().reversePath().isNull()).isTrue();
    }

    @Test
    default void everyByteOfABodyComesBack() {
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        store().commit(sending("x", NOON).body("b", new MemoryMessage(bytes, 65_000)));

        assertThat(bytesOf(store().body("b"))).isEqualTo(java.util.Arrays.copyOf(bytes, 65_000));
    }

    @Test
    default void aCommitIsAllOrNothing() {
        Commit unknownBody = holding("h1").send(Outgoing.now(Outgoing.Kind.LEG, "no such body", envelope(), "", NOON, NOON));

        assertThatThrownBy(() -> store().commit(unknownBody)).isInstanceOf(StoreException.class);

        assertThat(store().hold("h1")).isEmpty();
        assertThat(store().outboxSize()).isZero();
        assertThatThrownBy(() -> store().body("body-h1")).isInstanceOf(StoreException.class);
        assertThat(store().commit(holding("h1"))).as("the store goes on").isTrue();
        assertThat(store().isHealthy()).isTrue();
    }

    @Test
    default void aBodyThatIsThereIsNeverReplaced() {
        store().commit(sending("x", NOON));

        assertThatThrownBy(() -> store().commit(new Commit().body("x", message("another")))).isInstanceOf(StoreException.class);

        assertThat(textOf(store().body("x"))).contains("Subject: x");
    }

    @Test
    default void aMoveTakesItsAnswerAndItsRowsAlong() {
        store().commit(holding("h1"));

        assertThat(store().commit(releasing("h1"))).isTrue();

        Hold released = store().hold("h1").orElseThrow();
        assertThat(released.state()).isEqualTo(HoldState.RELEASED);
        assertThat(released.answer()).isEqualTo(SENT);
        assertThat(released.purgeAt()).isEqualTo(NOON.plus(DAY));
        assertThat(store().outboxSize()).isEqualTo(2);
        assertThat(store().heldCount()).isZero();
    }

    @Test
    default void aSecondMoveFindsTheHoldGoneAndDoesNothing() {
        store().commit(holding("h1"));
        store().commit(releasing("h1"));

        assertThat(store().commit(releasing("h1").remember("f", NOON.plus(DAY)))).isFalse();

        assertThat(store().outboxSize()).isEqualTo(2);
        assertThat(store().recall("f", NOON)).isFalse();
        assertThat(store().isHealthy()).isTrue();
        assertThat(store().commit(new Commit().move("nobody", HoldState.HELD, HoldState.CANCELLED, SENT, NOON))).isFalse();
    }

    @Test
    default void ofManyConcurrentMovesExactlyOneWins() throws Exception {
        store().commit(holding("h1"));

        List<Boolean> outcomes = together(
                IntStream.range(0, 20).<Callable<Boolean>>mapToObj(i -> () -> store().commit(releasing("h1"))).toList());

        assertThat(outcomes).containsOnlyOnce(true).hasSize(20);
        assertThat(store().outboxSize()).as("the notice and one leg").isEqualTo(2);
    }

    @Test
    default void hundredThreadsCommitAtOnceAndAllOfItIsThere() throws Exception {
        List<Boolean> outcomes = together(
                IntStream.range(0, 100).<Callable<Boolean>>mapToObj(i -> () -> store().commit(holding("h" + i))).toList());

        assertThat(outcomes).containsOnly(true);
        assertThat(store().holds(List.of(HoldState.HELD), 1000)).hasSize(100);
        assertThat(store().outboxSize()).isEqualTo(100);
    }

    @Test
    default void theFailingOnesOfAGroupFailAlone() throws Exception {
        store().commit(holding("h0"));

        List<Boolean> outcomes = together(IntStream.range(0, 60).<Callable<Boolean>>mapToObj(i -> () -> {
            if (i % 3 != 0) {
                return store().commit(holding("g" + i));
            }
            assertThatThrownBy(() -> store().commit(holding("h0"))).isInstanceOf(StoreException.class);
            return false;
        }).toList());

        assertThat(outcomes.stream().filter(done -> done)).hasSize(40);
        assertThat(store().heldCount()).isEqualTo(41);
        assertThat(store().isHealthy()).isTrue();
    }

    @Test
    default void ofCommitsMadeTogetherOneThatFindsSomebodyWasFirstIsUndoneAlone() {
        store().commit(holding("h1"));
        store().commit(holding("h2"));
        store().commit(releasing("h1"));
        store().commit(holding("h3"));

        List<Boolean> done = store()
                .commitEach(List.of(holding("h4"), releasing("h1"), releasing("h3").siblingsAre("h3", 1), releasing("h2")));

        assertThat(done).containsExactly(true, false, false, true);
        assertThat(store().hold("h4")).isPresent();
        assertThat(store().hold("h3").orElseThrow().state()).as("its move is taken back").isEqualTo(HoldState.HELD);
        assertThat(store().hold("h2").orElseThrow().state()).isEqualTo(HoldState.RELEASED);
        assertThat(store().outboxSize()).as("a notice each, and the legs of h1 and h2").isEqualTo(6);
    }

    @Test
    default void ofCommitsMadeTogetherNoneIsDoneWhenOneCannotBe() {
        assertThatThrownBy(() -> store().commitEach(List.of(holding("h1"), new Commit().token("t", "nobody"))))
                .isInstanceOf(StoreException.class);

        assertThat(store().hold("h1")).isEmpty();
        assertThat(store().isHealthy()).isTrue();
    }

    @Test
    default void holdsAreListedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            store().commit(new Commit().body("b" + i, message("b")).hold(hold("h" + i, "b" + i, NOON.plusSeconds(i))));
        }
        store().commit(new Commit().move("h1", HoldState.HELD, HoldState.CANCELLED, SENT, NOON));

        assertThat(store().holds(List.of(HoldState.values()), 2)).extracting(Hold::id).containsExactly("h2", "h1");
        assertThat(store().holds(List.of(HoldState.HELD), 9)).extracting(Hold::id).containsExactly("h2", "h0");
        assertThat(store().holds(List.of(HoldState.CANCELLED, HoldState.EXPIRED), 9)).extracting(Hold::id).containsExactly("h1");
        assertThat(store().holds(List.of(), 9)).isEmpty();
    }

    @Test
    default void remindersAndExpiriesComeWhenTheyAreDue() {
        store().commit(holding("h1"));
        Hold hold = hold("h1");

        assertThat(store().dueForReminder(hold.remindAt().minusMillis(1), 9)).isEmpty();
        assertThat(store().dueForReminder(hold.remindAt(), 9)).extracting(Hold::id).containsExactly("h1");
        assertThat(store().dueForExpiry(hold.expiresAt().minusMillis(1), 9)).isEmpty();
        assertThat(store().dueForExpiry(hold.expiresAt(), 9)).extracting(Hold::id).containsExactly("h1");

        store().commit(releasing("h1"));
        assertThat(store().dueForReminder(Instant.MAX, 9)).isEmpty();
        assertThat(store().dueForExpiry(Instant.MAX, 9)).isEmpty();
    }

    @Test
    default void aReminderGoesOnceAndOnlyWhileHeld() {
        store().commit(holding("h1"));
        store().commit(holding("h2"));
        store().commit(releasing("h2"));
        long before = store().outboxSize();

        assertThat(store().commit(sending("reminder", NOON).reminded("h1"))).isTrue();
        assertThat(store().hold("h1").orElseThrow().remindAt()).isEqualTo(Instant.MAX);
        assertThat(store().dueForReminder(Instant.MAX, 9)).isEmpty();
        assertThat(store().outboxSize()).isEqualTo(before + 1);

        assertThat(store().commit(sending("a second reminder", NOON).reminded("h1"))).isFalse();
        assertThat(store().commit(sending("too late", NOON).reminded("h2"))).isFalse();
        assertThat(store().outboxSize()).isEqualTo(before + 1);
    }

    @Test
    default void expiredMayStillBeReleased() {
        store().commit(holding("h1"));
        store().commit(
                new Commit().move("h1", HoldState.HELD, HoldState.EXPIRED, new Hold.Answer("expire", "clock", NOON), NOON.plus(DAY)));

        assertThat(store().commit(releasing("h1"))).as("from HELD").isFalse();
        assertThat(store().commit(new Commit().move("h1", HoldState.EXPIRED, HoldState.RELEASED, SENT, NOON))).isTrue();
    }

    @Test
    default void aLeasedRowIsNobodyElses() {
        store().commit(sending("a", NOON));
        store().commit(sending("b", NOON.minusSeconds(9)));
        store().commit(sending("later", NOON.plusSeconds(1)));

        assertThat(store().lease(NOON, LEASE, 1)).extracting(Outgoing::bodyId).as("oldest first").containsExactly("b");
        assertThat(store().lease(NOON, LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("a");
        assertThat(store().lease(NOON, LEASE, 9)).isEmpty();
        assertThat(store().outboxSize()).isEqualTo(3);
    }

    @Test
    default void aLeaseThatIsKeptIsNobodyElsesForLonger() {
        store().commit(sending("a", NOON));
        store().commit(sending("later", NOON.plus(DAY)));
        long leased = store().lease(NOON, LEASE, 9).get(0).id();

        store().keep(List.of(leased, leased + 1, 4711L), NOON.plus(LEASE).plusSeconds(9));

        assertThat(store().lease(NOON.plus(LEASE), LEASE, 9)).isEmpty();
        assertThat(store().nextDue()).isEqualTo(NOON.plus(LEASE).plusSeconds(9));
        assertThat(store().lease(NOON.plus(DAY).minusSeconds(1), LEASE, 9)).extracting(Outgoing::bodyId)
                .as("a row that waits for later still does").containsExactly("a");
    }

    @Test
    default void anExpiredLeaseIsFreeAgain() {
        store().commit(sending("a", NOON));
        store().lease(NOON, LEASE, 9);

        assertThat(store().nextDue()).isEqualTo(NOON.plus(LEASE));
        assertThat(store().lease(NOON.plus(LEASE).minusMillis(1), LEASE, 9)).isEmpty();
        assertThat(store().lease(NOON.plus(LEASE), LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("a");
    }

    @Test
    default void whatACommitLeasesIsItsCommittersFromTheStart() {
        Outgoing leg = new Outgoing(0, Outgoing.Kind.LEG, "a", "Received: by us\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                17,
                rareEnvelope(), "h1", 0, NOON, Instant.MAX);
        Commit commit = sending("later", NOON.plusSeconds(1)).body("a", message("a")).send(leg);

        List<Outgoing> ours = store().commit(commit, NOON, LEASE).orElseThrow();

        assertThat(ours).usingRecursiveFieldByFieldElementComparatorIgnoringFields("id").containsExactly(leg);
        assertThat(store().lease(NOON, LEASE, 9)).as("nobody else's").isEmpty();
        assertThat(store().lease(NOON.plusSeconds(1), LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("later");
        assertThat(store().lease(NOON.plus(LEASE), LEASE, 9)).as("whoever committed it is gone")
                .usingRecursiveFieldByFieldElementComparator().isEqualTo(ours);
        store().done(ours.get(0).id(), new Commit());
        assertThat(store().lease(NOON.plus(DAY), LEASE, 9)).extracting(Outgoing::bodyId).as("the id is the row's").containsExactly("later");
    }

    @Test
    default void aCommitThatComesSecondLeasesNothing() {
        store().commit(holding("h1"));

        assertThat(store().commit(releasing("h1"), NOON, LEASE)).hasValueSatisfying(
                ours -> assertThat(ours).extracting(Outgoing::bodyId).containsExactly("body-h1"));
        assertThat(store().commit(releasing("h1"), NOON, LEASE)).isEmpty();

        assertThat(store().outboxSize()).as("the notice and one leg").isEqualTo(2);
    }

    @Test
    default void concurrentLeasesShareNoRow() throws Exception {
        for (int i = 0; i < 40; i++) {
            store().commit(sending("m" + i, NOON));
        }

        List<List<Outgoing>> leases = together(
                IntStream.range(0, 8).<Callable<List<Outgoing>>>mapToObj(i -> () -> store().lease(NOON, LEASE, 5)).toList());

        assertThat(leases.stream().flatMap(List::stream).map(Outgoing::id)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    default void aDoneRowGoesWithItsBytesAndLeavesItsReport() {
        store().commit(sending("a", NOON));
        Outgoing row = store().lease(NOON, LEASE, 1).get(0);

        store().done(row.id(), sending("dsn", NOON));

        assertThat(store().lease(NOON, LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("dsn");
        assertThatThrownBy(() -> store().body("a")).isInstanceOf(StoreException.class);
    }

    @Test
    default void rowsDoneTogetherGoWithTheirBytesThoughOneIsGoneAlready() {
        store().commit(sending("a", NOON));
        store().commit(sending("b", NOON).body("c", message("c")).send(
                Outgoing.now(Outgoing.Kind.LEG, "c", envelope(), "", NOON, NOON.plus(DAY))));
        store().commit(holding("h1"));
        store().commit(releasing("h1"));
        List<Outgoing> rows = store().lease(NOON, LEASE, 9);
        store().done(rows.get(0).id(), new Commit());

        store().done(rows.stream().filter(row -> !row.bodyId().equals("c")).map(Outgoing::id).toList());

        assertThat(store().lease(NOON.plus(LEASE), LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("c");
        assertThatThrownBy(() -> store().body("b")).isInstanceOf(StoreException.class);
        try (RawMessage held = store().body("body-h1"); RawMessage left = store().body("c")) {
            assertThat(textOf(held)).as("its hold needs it").contains("Subject: h1");
            assertThat(textOf(left)).contains("Subject: c");
        }
    }

    @Test
    default void aRowDoneTwiceIsReportedOnce() {
        store().commit(sending("a", NOON));
        long id = store().lease(NOON, LEASE, 1).get(0).id();

        store().done(id, sending("dsn", NOON));
        store().done(id, sending("second dsn", NOON));
        store().retry(id, envelope(), NOON, sending("third dsn", NOON));

        assertThat(store().outboxSize()).isEqualTo(1);
    }

    @Test
    default void bytesStayWhileAnotherRowNeedsThem() {
        store().commit(sending("a", NOON).send(Outgoing.now(Outgoing.Kind.LEG, "a", envelope(), "", NOON, NOON)));
        List<Outgoing> both = store().lease(NOON, LEASE, 9);

        store().done(both.get(0).id(), new Commit());
        assertThat(textOf(store().body("a"))).contains("Subject: a");

        store().done(both.get(1).id(), new Commit());
        assertThatThrownBy(() -> store().body("a")).isInstanceOf(StoreException.class);
    }

    @Test
    default void whatTheReportNeedsStaysToo() {
        store().commit(sending("a", NOON));
        Outgoing row = store().lease(NOON, LEASE, 1).get(0);

        store().done(row.id(), new Commit().send(Outgoing.now(Outgoing.Kind.NOTICE, "a", envelope(), "", NOON, NOON)));

        assertThat(textOf(store().body("a"))).contains("Subject: a");
    }

    @Test
    default void aFailingReportKeepsTheRow() {
        store().commit(sending("a", NOON));
        Outgoing row = store().lease(NOON, LEASE, 1).get(0);

        assertThatThrownBy(() -> store().done(row.id(), new Commit().body("a", message("twice")))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store().done(row.id(), releasing("nobody").body("n", message("n")))).isInstanceOf(StoreException.class);

        assertThat(store().outboxSize()).isEqualTo(1);
        assertThat(textOf(store().body("a"))).contains("Subject: a");
    }

    @Test
    default void aRetryKeepsOnlyThoseWhoAreLeft() {
        store().commit(sending("a", NOON));
        Outgoing row = store().lease(NOON, LEASE, 1).get(0);
        Envelope left = row.envelope().withRecipients(List.of(ForwardPath.to("carla@else.test")));
        Instant later = NOON.plusSeconds(60);

        store().retry(row.id(), left, later, sending("dsn", NOON));

        assertThat(store().nextDue()).as("the report").isEqualTo(NOON);
        assertThat(store().lease(NOON, LEASE, 9)).extracting(Outgoing::bodyId).containsExactly("dsn");
        assertThat(store().nextDue()).isEqualTo(later);
        Outgoing again = store().lease(later, LEASE, 9).get(0);
        assertThat(again.envelope()).isEqualTo(left);
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.nextAttempt()).isEqualTo(later);
    }

    @Test
    default void nothingIsDueInAnEmptyOutbox() {
        assertThat(store().nextDue()).isEqualTo(Instant.MAX);
        assertThat(store().lease(NOON, LEASE, 9)).isEmpty();
    }

    @Test
    default void aFingerprintCountsOnceAndNotForEver() {
        store().commit(new Commit().remember("once", NOON.plusSeconds(10)).remember("old", NOON));

        assertThat(store().recall("never", NOON)).isFalse();
        assertThat(store().recall("old", NOON)).isFalse();
        assertThat(store().recall("once", NOON)).isTrue();
        assertThat(store().recall("once", NOON)).isFalse();
    }

    @Test
    default void aFingerprintRememberedAgainLivesLonger() {
        store().commit(new Commit().remember("f", NOON));
        store().commit(new Commit().remember("f", NOON.plusSeconds(9)));

        assertThat(store().recall("f", NOON.plusSeconds(5))).isTrue();
    }

    @Test
    default void ofManyConcurrentRecallsExactlyOneCounts() throws Exception {
        store().commit(new Commit().remember("f", NOON.plusSeconds(9)));

        assertThat(together(IntStream.range(0, 20).<Callable<Boolean>>mapToObj(i -> () -> store().recall("f", NOON)).toList()))
                .containsOnlyOnce(true);
    }

    @Test
    default void purgeTakesWhatIsOverAndNothingElse() {
        store().commit(holding("over"));
        store().commit(holding("waiting"));
        store().commit(releasing("over").remember("f", NOON));
        Instant end = NOON.plus(DAY.multipliedBy(100));

        store().purge(NOON.plus(DAY).minusMillis(1));
        assertThat(store().hold("over")).isPresent();

        store().purge(end);
        assertThat(store().hold("over")).isEmpty();
        assertThat(store().holdByToken("token-over")).isEmpty();
        assertThat(store().hold("waiting")).as("HELD: its sender was told nothing yet").isPresent();
        assertThat(textOf(store().body("body-over"))).as("still in the outbox").contains("over");

        store().lease(NOON, LEASE, 9).forEach(row -> store().done(row.id(), new Commit()));
        assertThatThrownBy(() -> store().body("body-over")).isInstanceOf(StoreException.class);
        assertThat(textOf(store().body("body-waiting"))).contains("waiting");
    }

    @Test
    default void purgeTakesMoreThanOneTransactionHolds() {
        Commit moves = new Commit();
        IntStream.range(0, 450).forEach(i -> moves.move("h" + i, HoldState.HELD, HoldState.CANCELLED, SENT, NOON));
        Commit holds = new Commit();
        IntStream.range(0, 450).forEach(i -> holds.body("b" + i, message("b")).hold(hold("h" + i, "b" + i, NOON)));
        store().commit(holds);
        store().commit(moves);

        store().purge(NOON);

        assertThat(store().holds(List.of(HoldState.values()), 1000)).isEmpty();
        assertThatThrownBy(() -> store().body("b449")).isInstanceOf(StoreException.class);
    }

    @Test
    default void bytesThatNobodyElseWantsLieInTheirRow() {
        byte[] few = "Subject: receipt\r\n\r\n.\0é".repeat(99).getBytes(StandardCharsets.UTF_8);
        byte[] more = new byte[64 * 1024 + 1];
        store().commit(new Commit().send(Outgoing.now(Outgoing.Kind.NOTICE, "few", envelope(), "", NOON, NOON), new MemoryMessage(few, 999))
                .send(Outgoing.now(Outgoing.Kind.NOTICE, "more", envelope(), "", NOON, NOON), new MemoryMessage(more)));

        List<Outgoing> rows = store().lease(NOON, LEASE, 9);
        assertThat(rows).extracting(Outgoing::isWhole).containsExactly(true, false);
        assertThat(rows.get(0).head()).isEqualTo(Arrays.copyOf(few, 999));
        assertThat(bytesOf(store().body("more"))).isEqualTo(more);
        assertThatThrownBy(() -> store().body("few")).isInstanceOf(StoreException.class);

        store().retry(rows.get(0).id(), envelope(), NOON.plus(LEASE), new Commit());
        assertThat(store().lease(NOON.plus(LEASE), LEASE, 1).get(0).head()).isEqualTo(Arrays.copyOf(few, 999));
        store().done(List.of(rows.get(0).id()));
        store().done(rows.get(1).id(), new Commit());
        store().purge(Instant.MAX);
        assertThat(store().outboxSize()).isZero();
        assertThatThrownBy(() -> store().body("more")).isInstanceOf(StoreException.class);
        assertThat(store().commit(new Commit().send(Outgoing.now(Outgoing.Kind.LEG, "few", envelope(), "", NOON, NOON), message("again"))))
                .as("what all such rows point to is not purged").isTrue();
    }

    @Test
    default void largeMessagesAreKeptToo() {
        byte[] bytes = new byte[RawMessage.IN_MEMORY_LIMIT + 1];
        new Random(2).nextBytes(bytes);
        store().commit(new Commit().body("big", new MemoryMessage(bytes))
                .send(Outgoing.now(Outgoing.Kind.LEG, "big", envelope(), "", NOON, NOON)));

        try (RawMessage big = store().body("big")) {
            assertThat(big.size()).isEqualTo(bytes.length);
            assertThat(bytesOf(big)).isEqualTo(bytes);
        }
        assertThat(bytesOf(store().body("big"))).as("closing it deletes nothing").isEqualTo(bytes);
    }

    /** Runs them all at the same moment. */
    static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    default void siblingsBelongToTheirHoldEachChunkOnce() {
        store().commit(holding("h1"));
        Commit.Sibling sibling = new Commit.Sibling("h1", "chunk-2", "body-h1", rareEnvelope());
        assertThat(store().commit(new Commit().onlyIf("h1", HoldState.HELD).join(sibling))).isTrue();
        assertThat(store().commit(new Commit().body("b2", message("b2")).join(sibling))).as("the same chunk").isFalse();
        assertThatThrownBy(() -> store().body("b2")).as("all or nothing").isInstanceOf(StoreException.class);
        store().commit(new Commit().body("b3", message("b3")).join(new Commit.Sibling("h1", "chunk-3", "b3", envelope())));

        assertThat(store().siblings("h1")).extracting(Commit.Sibling::chunk).containsExactly("chunk-2", "chunk-3");
        assertThat(store().siblings("h1").get(0)).isEqualTo(sibling);
        assertThat(store().hasSibling("h1", "chunk-3")).isTrue();
        assertThat(store().hasSibling("h2", "chunk-3")).isFalse();
        Hold hold = store().hold("h1").orElseThrow();
        assertThat(hold.together().siblings()).isEqualTo(2);
        assertThat(hold.recipients()).isEqualTo(2 + 2 + 2);
        store().purge(Instant.MAX);
        assertThat(textOf(store().body("b3"))).as("needed by a sibling").contains("b3");
    }

    @Test
    default void anAnswerThatDoesNotKnowASiblingIsUndone() {
        store().commit(holding("h1"));
        store().commit(new Commit().join(new Commit.Sibling("h1", "chunk-2", "body-h1", envelope())));

        assertThatThrownBy(() -> new Commit().siblingsAre("h1", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store().commit(releasing("h1").siblingsAre("h1", 0))).isFalse();
        assertThat(store().hold("h1").orElseThrow().state()).isEqualTo(HoldState.HELD);
        assertThat(store().commit(releasing("h1").siblingsAre("h1", 1))).isTrue();
        assertThat(store().commit(
                new Commit().onlyIf("h1", HoldState.HELD).join(new Commit.Sibling("h1", "chunk-3", "body-h1", envelope())))).isFalse();
    }

    @Test
    default void ofManyFirstTransactionsOneHasTheMark() throws Exception {
        List<Boolean> outcomes = together(IntStream.range(0, 20)
                .<Callable<Boolean>>mapToObj(
                        i -> () -> store().commit(holding("h" + i).mark(new Commit.Mark("m", "h" + i, NOON, NOON.plus(DAY), false))))
                .toList());

        assertThat(outcomes).containsOnlyOnce(true).hasSize(20);
        assertThat(store().heldCount()).isEqualTo(1);
        Hold first = store().recognised("m", NOON).orElseThrow();
        assertThat(store().recognised("m", NOON.plus(DAY))).as("its time is over").isEmpty();
        assertThat(store().recognised("other", NOON)).isEmpty();

        store().commit(releasing(first.id()));
        Commit.Mark again = new Commit.Mark("m", "x", NOON, NOON.plus(DAY), false);
        assertThat(store().commit(holding("x").mark(again))).as("decided, and still its").isFalse();
        assertThat(store().commit(holding("x").mark(new Commit.Mark("m", "x", NOON, NOON.plus(DAY), true)))).as("only while held").isTrue();
        assertThat(store().recognised("m", NOON).orElseThrow().id()).isEqualTo("x");
    }

    @Test
    default void noticesAreDueWhenTheirTimeComesThoseAlikeTogether() {
        for (int i = 0; i < 3; i++) {
            store().commit(new Commit().body("b" + i, message("b")).hold(waiting("h" + i, i < 2 ? "a" : "z", NOON.plusSeconds(10 * i))));
        }
        assertThat(store().noticesDue(NOON.minusSeconds(1))).isEmpty();
        assertThat(store().noticesDue(NOON)).containsExactly(new NoticesDue("a", 2, NOON, NOON.plusSeconds(10)));
        assertThat(store().awaitingNotice("a", 9)).extracting(Hold::id).containsExactly("h0", "h1");

        store().commit(new Commit().noticeNotBefore("h0", NOON.plusSeconds(5)));
        assertThat(store().noticesDue(NOON)).isEmpty();
        assertThat(store().commit(new Commit().noticed("h0", NOON, "h0").noticed("h1", NOON, "h0"))).isTrue();
        assertThat(store().commit(new Commit().noticed("h1", NOON, ""))).as("it has gone").isFalse();
        store().commit(new Commit().noticeNotBefore("h1", NOON.plusSeconds(99)));
        assertThat(store().awaitingNotice("a", 9)).isEmpty();
        assertThat(store().noticedSince("a", NOON.minusSeconds(1))).isEqualTo(2);
        assertThat(store().noticedSince("a", NOON)).isZero();
        assertThat(store().onList("h0", 9)).extracting(Hold::id).containsExactly("h0", "h1");
        assertThat(store().onList("", 9)).isEmpty();

        store().commit(new Commit().move("h2", HoldState.HELD, HoldState.CANCELLED, SENT, NOON.plus(DAY)));
        assertThat(store().noticesDue(Instant.MAX)).as("decided before its notice").isEmpty();
        assertThat(store().commit(new Commit().noticed("h2", NOON, ""))).isFalse();
    }

    private static Hold waiting(String id, String alike, Instant at) {
        Hold hold = hold(id, "b" + id.substring(1), at);
        return new Hold(hold.id(), hold.bodyId(), hold.state(), at, hold.remindAt(), hold.expiresAt(), hold.purgeAt(), hold.envelope(),
                hold.actions(), hold.facts(), hold.nudges(), hold.proposals(), hold.language(), hold.answer(),
                new Hold.Together("owner", alike, at, "", 0, 0));
    }

    @Test
    default void aTokenKnowsWhomItWasSentTo() {
        Commit.Token token = new Commit.Token("hash", "h1", "", "anna@example.org", "h1");
        store().commit(holding("h1").token(token));

        assertThat(store().token("hash")).contains(token);
        assertThat(store().token("token-h1").orElseThrow().who()).isEmpty();
        assertThat(store().token("nobody's")).isEmpty();
    }

    @Test
    default void talliesAndTrustsLastAsLongAsTheySay() {
        store().commit(new Commit().count("p", NOON.plus(DAY)).count("p", NOON.plusSeconds(1)).count("q", NOON.plus(DAY)));
        assertThat(store().tally("p", NOON)).isEqualTo(2);
        assertThat(store().tally("p", NOON.plusSeconds(1))).isEqualTo(1);

        Trust trust = new Trust("p", "PD-020 BSN", "partner.test", NOON.plus(DAY));
        store().commit(new Commit().trust(trust).trust(new Trust("p", "PD-020 BSN", "partner.test", NOON)));
        assertThat(store().trusts("p", NOON)).as("the longer one").containsExactly(trust);
        assertThat(store().trusts("q", NOON)).isEmpty();
        assertThat(store().trusts("p", NOON.plus(DAY))).isEmpty();
        store().distrust("p", "PD-020 BSN", "else.test");
        assertThat(store().trusts("p", NOON)).hasSize(1);
        store().distrust("p", "PD-020 BSN", "partner.test");
        assertThat(store().trusts("p", NOON)).isEmpty();

        store().purge(NOON.plus(DAY));
        assertThat(store().tally("p", Instant.EPOCH)).isZero();
    }
}
