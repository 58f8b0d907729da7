package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.send.Sender;
import nl.duwtje.loadtest.send.Sent;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.CpuTime;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.ProcessTree;
import nl.duwtje.loadtest.target.Target;

/** Where scenarios run: options, corpus and the one way to measure. Several threads may warm up servers; one measures. */
public final class Bench {

    private static final long NO_PROGRESS_NANOS = 20_000_000_000L;
    private static final Duration TURN = Duration.ofSeconds(2);
    /** Of a processor, and of what its server gets of them when others want them too: a compiler that takes less has little left to do. */
    static final double AT_REST = 0.1;
    /** How long is waited for that at most, where there is time for it. */
    static final Duration UNTIL_AT_REST = Duration.ofSeconds(150);

    private final Options options;
    private final Limits limits;
    private final PrintWriter out;
    private final AtomicInteger numbers = new AtomicInteger();

    public Bench(Options options, Limits limits, PrintWriter out) {
        this.options = options;
        this.limits = limits;
        this.out = out;
    }

    Bench with(Options other) {
        return new Bench(other, limits, out);
    }

    Limits limits() {
        return limits;
    }

    Options options() {
        return options;
    }

    Corpus corpus() {
        return new Corpus(options.seed());
    }

    /** The corpus' messages, or those of {@code --eml}. */
    List<Prepared> prepared(List<Sample> samples) throws IOException {
        return Prepared.of(options.eml().isPresent() ? Corpus.read(options.eml().get()) : samples, options.bdat());
    }

    /** Full speed, without STARTTLS. */
    Load load(Duration time) {
        return Load.closed(options.sessions(), time).over(false, options.bdat());
    }

    Duwtje start(Duwtje.Setup setup, Sink sink) throws IOException {
        say("starting a gateway");
        return Duwtje.start(options.home(), setup, sink.address());
    }

    void say(String line) {
        out.println("  " + line + " ...");
        out.flush();
    }

    /** Sends until the target's code is compiled and its connections are open; nothing is reported. */
    void warmUp(Target target, Sink sink, List<Prepared> mails, Duration time) throws IOException {
        warmUp(target, sink, mails, load(time));
    }

    void warmUp(Target target, Sink sink, List<Prepared> mails, Load load) throws IOException {
        say("warming up " + target.name() + " for " + load.time().toSeconds() + " s");
        Arrivals before = sink.arrivals();
        Sent sent = new Sender(target.smtp(), load, mails, numbers).send();
        if (sent.accepted() == 0) {
            throw new IOException(target.name() + " accepted nothing: " + sent.deferred() + " deferred, " + sent.refused() + " refused, "
                    + sent.broken() + " broken");
        }
        awaitDrained(sink, before, sent.accepted());
    }

    /**
     * Sends in turns until the rate no longer grows and the server's compiler, if it has one, has come to rest: a Java server
     * compiles its code while it works, first a quick way and later a better one, and takes the time for it from the mail.
     *
     * @return the best rate of a turn, messages accepted a second; 0 when it accepts nothing
     */
    double warmUpUntilSteady(Target target, Sink sink, List<Prepared> mails, Duration atMost) throws IOException {
        return warmUpUntilSteady(target, sink, mails, load(TURN), atMost);
    }

    /** The same with a load of one's own, for one turn. */
    double warmUpUntilSteady(Target target, Sink sink, List<Prepared> mails, Load load, Duration atMost) throws IOException {
        say("warming up " + target.name() + " until its rate is steady, " + atMost.toSeconds() + " s at most");
        long begin = System.nanoTime();
        double best = 0;
        double share = 0;
        int withoutGain = 0;
        for (long spent = 0; (withoutGain < 2 || share > AT_REST) && spent < atMost.toNanos(); spent = System.nanoTime() - begin) {
            double compiling = compiling(target);
            CpuTime cpu = cpu(target);
            long turn = System.nanoTime();
            Arrivals before = sink.arrivals();
            Sent sent = new Sender(target.smtp(), load, mails, numbers).send();
            awaitDrained(sink, before, sent.accepted());
            double rate = sent.perSecond();
            if (sent.accepted() == 0) {
                return 0;
            }
            withoutGain = rate > best * 1.05 ? 0 : withoutGain + 1;
            best = Math.max(best, rate);
            share = share(compiling(target) - compiling, (System.nanoTime() - turn) / 1e9, cpu(target).minus(cpu).seconds());
        }
        say(target.name() + " does %,.0f messages a second after %d s".formatted(best, (System.nanoTime() - begin) / 1_000_000_000)
                + (share > AT_REST ? ", its compiler still takes %.0f %%".formatted(100 * share) : ""));
        return best;
    }

    /** Of a server that gets half a processor, because others are warmed up too, a compiler that takes a tenth of a whole one is not at rest. */
    static double share(double compiling, double seconds, double cpu) {
        return compiling <= 0 ? 0 : compiling / Math.min(seconds, cpu);
    }

    /** Seconds of CPU that a server's compiler has taken so far; 0 when it has none. */
    static double compiling(Target target) {
        return target.processes().map(ProcessTree::compilerSeconds).orElse(0.0);
    }

    Figures measure(String phase, Target target, Sink sink, Load load, List<Prepared> mails) throws IOException {
        return measure(phase, target, sink, load, mails, false);
    }

    /** @param withAllocation whether to count allocated bytes too, which costs a full collection before and after */
    Figures measure(String phase, Target target, Sink sink, Load load, List<Prepared> mails, boolean withAllocation) throws IOException {
        say(phase + ", " + target.name() + (load.rate() > 0 ? ", %.0f/s".formatted(load.rate()) : "") + ", "
                + load.time().toSeconds() + " s" + (load.most() > 0 ? ", " + load.most() + " messages at most" : ""));
        if (withAllocation) {
            target.markAllocation();
        }
        Arrivals before = sink.arrivals();
        CpuTime cpu = cpu(target);
        CpuTime own = ProcessTree.ofThisProcessAlone();
        Sent sent = new Sender(target.smtp(), load, mails, numbers).send();
        awaitDrained(sink, before, sent.accepted());
        CpuTime cpuUsed = cpu(target).minus(cpu);
        CpuTime ownUsed = ProcessTree.ofThisProcessAlone().minus(own);
        Arrivals arrived = sink.arrivals().since(before);
        long end = Math.max(sent.endNanos(), arrived.lastNanos());
        long allocated = withAllocation ? target.allocatedSinceMark() : -1;
        return new Figures(phase, sent, arrived, Math.max(1, end - sent.beginNanos()) / 1e9,
                target.processes().isPresent() ? cpuUsed : null, ownUsed,
                target.processes().map(ProcessTree::peakRssBytes).orElse(-1L) + target.scanner().map(ProcessTree::peakRssBytes).orElse(0L),
                allocated < 0 || sent.accepted() == 0 ? -1 : (double) allocated / sent.accepted(),
                withAllocation ? target.longestPauseSinceMark() : -1, null);
    }

    /** For mail that does not arrive at the sink: the target keeps it. */
    Figures measureHeld(String phase, Target target, Load load, List<Prepared> mails) throws IOException {
        say(phase + ", " + target.name() + ", " + load.time().toSeconds() + " s");
        CpuTime cpu = cpu(target);
        CpuTime own = ProcessTree.ofThisProcessAlone();
        Sent sent = new Sender(target.smtp(), load, mails, numbers).send();
        return new Figures(phase, sent, new Arrivals(sent.accepted(), sent.accepted(), 0, 0, 0, 0, sent.endNanos()), sent.seconds(),
                cpu(target).minus(cpu), ProcessTree.ofThisProcessAlone().minus(own),
                target.processes().map(ProcessTree::peakRssBytes).orElse(-1L), -1, -1, null);
    }

    static CpuTime cpu(Target target) {
        return target.processes().map(ProcessTree::cpu).orElse(CpuTime.NONE)
                .plus(target.scanner().map(ProcessTree::cpu).orElse(CpuTime.NONE));
    }

    /** Waits until the sink has them all, or gets no more. */
    void awaitDrained(Sink sink, Arrivals before, long wanted) {
        long last = -1;
        long lastProgress = System.nanoTime();
        while (true) {
            long now = sink.arrivals().since(before).distinct();
            if (now >= wanted || System.nanoTime() - lastProgress > NO_PROGRESS_NANOS) {
                return;
            }
            if (now != last) {
                last = now;
                lastProgress = System.nanoTime();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    AtomicInteger numbers() {
        return numbers;
    }
}
