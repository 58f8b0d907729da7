package nl.duwtje.gateway.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import nl.duwtje.gateway.demo.DemoNextHop.Arrived;
import nl.duwtje.rules.decision.Nudge;

/**
 * What was sent in the demo and what became of it: the last {@value #KEPT} mails; and the last {@value #KEPT_BY_HAND} that arrived of mail that
 * somebody sent by a program of their own. Safe for all threads.
 */
final class Stage {

    private static final int KEPT = 50;
    private static final int KEPT_BY_HAND = 20;

    private final List<Play> plays = new ArrayList<>();
    private final List<DemoView.ByHand> byHand = new ArrayList<>();
    private int last;

    /** Before it is sent, so that what arrives at once has a place. */
    synchronized int begin(Letter letter, SampleMail mail, List<Nudge> nudges) {
        if (plays.size() == KEPT) {
            plays.remove(0);
        }
        plays.add(new Play(++last, letter, mail, "", nudges, List.of()));
        return last;
    }

    synchronized void answered(int number, String reply) {
        replace(number, play -> play.answered(reply));
    }

    /** Puts it with the mail it is a copy of, else with the last one it tells about; gives what it is when there is none: sent by hand. */
    synchronized Optional<DemoView.ByHand> arrived(Arrived one) {
        Predicate<Play> itself = play -> play.isCopy(one);
        Predicate<Play> about = play -> play.isTold(one);
        Optional<Play> play = newest(itself).or(() -> newest(about));
        play.ifPresent(its -> replace(its.number(), found -> found.with(one)));
        notifyAll();
        return play.isPresent() ? Optional.empty() : Optional.of(keep(DemoView.ByHand.of(one)));
    }

    private DemoView.ByHand keep(DemoView.ByHand one) {
        if (byHand.size() == KEPT_BY_HAND) {
            byHand.remove(0);
        }
        byHand.add(one);
        return one;
    }

    /** What arrived and belongs to no mail of the demo's own, newest first. */
    synchronized List<DemoView.ByHand> byHand() {
        return List.copyOf(byHand.reversed());
    }

    private Optional<Play> newest(Predicate<Play> wanted) {
        return plays.reversed().stream().filter(wanted).findFirst();
    }

    private void replace(int number, java.util.function.UnaryOperator<Play> change) {
        plays.replaceAll(play -> play.number() == number ? change.apply(play) : play);
    }

    synchronized Optional<Play> play(int number) {
        return newest(play -> play.number() == number);
    }

    /** Newest first. */
    synchronized List<Play> all() {
        return List.copyOf(plays.reversed());
    }

    /** Waits until more than {@code count} messages arrived of this play, but not longer than the limit. */
    synchronized void awaitMore(int number, int count, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            if (play(number).map(play -> play.arrived().size() > count).orElse(true)) {
                return;
            }
            wait(left);
        }
    }
}
