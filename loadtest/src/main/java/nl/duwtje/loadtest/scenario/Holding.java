package nl.duwtje.loadtest.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.send.Sender;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.CpuTime;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.ProcessTree;

/** Mail that waits for its sender: how fast it is committed, and how fast it goes when all senders say yes at once. */
final class Holding {

    private static final int SIZE = 50_000;
    private static final int BROWSERS = 16;
    /** Code is compiled after so many calls, not after so much time. */
    private static final int WARM_UP = 1_500;
    private static final int WARM_UP_ROUNDS = 3;
    private static final Duration ROUND_AT_MOST = Duration.ofSeconds(20);

    private Holding() {}

    static void run(Bench bench, Outcome outcome) throws Exception {
        List<Prepared> mails = Prepared.of(bench.corpus().personal(SIZE), bench.options().bdat());
        Queue<String> links = new ConcurrentLinkedQueue<>();
        try (Sink sink = Sink.reading(notice -> link(notice, links)); Duwtje gateway = bench.start(new Duwtje.Setup("hold"), sink)) {
            warmUp(bench, sink, gateway, mails, links);
            Arrivals before = sink.arrivals();
            Figures held = outcome
                    .show(bench.measureHeld("held", gateway, bench.load(bench.options().durationOr(Duration.ofSeconds(10))), mails));
            double perSecond = held.sent().perSecond();
            outcome.number("held per second", perSecond);
            bench.say("waiting for " + held.sent().accepted() + " notices");
            awaitNotices(bench, sink, links, held.sent().accepted());
            double noticed = links.size() / ((sink.arrivals().lastNanos() - held.sent().beginNanos()) / 1e9);
            outcome.number("notices sent per second", noticed);
            release(bench, outcome, sink, gateway, new ArrayList<>(links));
            Arrivals all = sink.arrivals().since(before);
            outcome.number(Outcome.LOST, held.sent().accepted() - all.distinct());
            outcome.number(Outcome.TWICE, all.duplicates());
            draw(bench, outcome);
            outcome.remark("Held %,d messages of 50 KB; %,d notices came; after the answers %,d originals arrived, %,d of them twice."
                    .formatted(held.sent().accepted(), links.size(), all.distinct(), all.duplicates()));
            outcome.remark(
                    "Held is committed with synchronous=FULL before the 250; the time in the table is to that 250. Its sink columns are "
                            + "empty by nature.");
        }
    }

    /** The whole way, answers included, until the compiler rests: a Java server compiles its code while it works. */
    private static void warmUp(Bench bench, Sink sink, Duwtje gateway, List<Prepared> mails, Queue<String> links) throws Exception {
        bench.say("warming up hold, answers included, until its compiler rests, %d s at most".formatted(Bench.UNTIL_AT_REST.toSeconds()));
        long begin = System.nanoTime();
        double share = 1;
        for (int round = 1; round <= WARM_UP_ROUNDS
                || share > Bench.AT_REST && System.nanoTime() - begin < Bench.UNTIL_AT_REST.toNanos(); round++) {
            double compiling = Bench.compiling(gateway);
            long turn = System.nanoTime();
            Arrivals before = sink.arrivals();
            Load load = bench.load(ROUND_AT_MOST).withMost(WARM_UP);
            awaitNotices(bench, sink, links, new Sender(gateway.smtp(), load, mails, bench.numbers()).send().accepted());
            int answered = Browsers.answer(List.copyOf(links), BROWSERS);
            bench.awaitDrained(sink, before, answered);
            share = (Bench.compiling(gateway) - compiling) / ((System.nanoTime() - turn) / 1e9);
            bench.say("%d held, told and answered; the compiler took %.0f %% of a processor".formatted(answered, 100 * share));
            links.clear();
        }
    }

    private static void release(Bench bench, Outcome outcome, Sink sink, Duwtje gateway, List<String> links) throws Exception {
        bench.say("answering " + links.size() + " notices");
        Arrivals before = sink.arrivals();
        CpuTime cpu = Bench.cpu(gateway);
        CpuTime own = ProcessTree.ofThisProcessAlone();
        long begin = System.nanoTime();
        int answered = Browsers.answer(links, BROWSERS);
        double answeredIn = (System.nanoTime() - begin) / 1e9;
        bench.awaitDrained(sink, before, answered);
        Arrivals released = sink.arrivals().since(before);
        outcome.number("answers per second", answered / answeredIn);
        outcome.number("released per second", released.distinct() / ((released.lastNanos() - begin) / 1e9));
        outcome.remark("From an answer to the original at the next hop: %.2f s of CPU for 1,000, and %.2f s of the measuring itself."
                .formatted(Bench.cpu(gateway).minus(cpu).seconds() * 1000 / Math.max(1, answered),
                        ProcessTree.ofThisProcessAlone().minus(own).seconds() * 1000 / Math.max(1, answered)));
        if (answered < links.size()) {
            outcome.remark((links.size() - answered) + " answers were not taken by " + gateway.web());
        }
    }

    private static void draw(Bench bench, Outcome outcome) {
        List<Picture.Bar> bars = new ArrayList<>();
        outcome.numbers().forEach((name, value) -> {
            if (name.endsWith(" per second")) {
                bars.add(new Picture.Bar(name.replace(" per second", ""), value, "%,.0f a second".formatted(value), true,
                        bench.limits().bound(outcome.scenario(), name)));
            }
        });
        outcome.picture(new Picture.Bars("Messages of 50 KB a second, from hold to release", "longer is better",
                "Held: committed to disk, then 250. Notices: mails that ask the senders. Answers: senders who click, " + BROWSERS
                        + " at a time. Released: what the senders let go has reached the next hop, from the first answer on. Dashed: what is wanted.",
                bars));
    }

    private static void awaitNotices(Bench bench, Sink sink, Queue<String> links, long wanted) {
        long last = -1;
        long lastProgress = System.nanoTime();
        while (links.size() < wanted) {
            long now = sink.arrivals().others();
            if (now != last) {
                last = now;
                lastProgress = System.nanoTime();
            }
            if (System.nanoTime() - lastProgress > 5_000_000_000L) {
                bench.say("no more notices after " + links.size());
                return;
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The first link to a page in a notice, out of its quoted-printable text. */
    static void link(byte[] notice, Queue<String> links) {
        String text = new String(notice, StandardCharsets.ISO_8859_1);
        int page = text.indexOf("/m/");
        int from = page < 0 ? -1 : text.lastIndexOf("http", page);
        if (from < 0) {
            return;
        }
        String link = text.substring(from, Math.min(text.length(), from + 200)).replace("=\r\n", "");
        int end = 0;
        while (end < link.length() && link.charAt(end) > ' ' && link.charAt(end) != '"' && link.charAt(end) != '>') {
            end++;
        }
        links.add(link.substring(0, end));
    }
}
