package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Haraka;
import nl.duwtje.loadtest.target.PassThrough;
import nl.duwtje.loadtest.target.Postfix;
import nl.duwtje.loadtest.target.Target;

/** The servers that are compared: ours first and alone, because its start is measured, then the others side by side. For one thread. */
final class Servers implements AutoCloseable {

    static final String ALL_RULES = "all rules";
    static final String NO_RULES = "no rules";
    private static final String POSTFIX = "postfix";
    private static final String POSTFIX_RSPAMD = "postfix+rspamd";
    private static final String HARAKA = "haraka";
    /** Of the table, and of the turns. */
    private static final List<String> ORDER = List.of(Target.SINK_ONLY, PassThrough.NAME, NO_RULES, ALL_RULES, POSTFIX, POSTFIX_RSPAMD,
            HARAKA);

    private final Bench bench;
    private final Sink sink;
    private final List<Target> running = new CopyOnWriteArrayList<>();

    Servers(Bench bench, Sink sink) {
        this.bench = bench;
        this.sink = sink;
    }

    /** Starts a server. */
    @FunctionalInterface
    private interface Starter {
        Target start() throws IOException;
    }

    /** @param mayFail whether the others are measured without it */
    private record Wanted(String name, Optional<String> missing, boolean mayFail, Starter starter) {}

    /** @return ours with all rules */
    Duwtje start(Peers.Plan plan, Outcome outcome) throws IOException {
        running.add(Target.none(sink.address()));
        Duwtje gateway = bench.start(new Duwtje.Setup(ALL_RULES).set("policy.mode=observe").heap(plan.heap()), sink);
        running.add(gateway);
        List<Wanted> others = List.of(new Wanted(PassThrough.NAME, Optional.empty(), false, () -> PassThrough.start(sink.address())),
                new Wanted(NO_RULES, Optional.empty(), false,
                        () -> bench.start(new Duwtje.Setup(NO_RULES).withoutRules().heap(plan.heap()), sink)),
                new Wanted(POSTFIX, Postfix.missing(), true, () -> Postfix.start(sink.address())),
                new Wanted(POSTFIX_RSPAMD, Postfix.missing().or(Postfix::scannerMissing), true, () -> Postfix.withRspamd(sink.address())),
                new Wanted(HARAKA, Haraka.missing(plan.brief()), true, () -> Haraka.start(sink.address())));
        SideBySide.each(others.stream().filter(each -> !plan.brief() || !each.name().equals(POSTFIX_RSPAMD)).toList(), this::start)
                .forEach(skipped -> skipped.ifPresent(outcome::remark));
        running.sort(Comparator.comparingInt(target -> ORDER.indexOf(target.name())));
        return gateway;
    }

    /** @return what to tell when it is left out */
    private Optional<String> start(Wanted wanted) throws IOException {
        if (wanted.missing().isPresent()) {
            return Optional.of("Skipped: " + wanted.name() + " is " + wanted.missing().get() + ".");
        }
        try {
            bench.say("starting " + wanted.name());
            running.add(wanted.starter().start());
            return Optional.empty();
        } catch (IOException e) {
            if (wanted.mayFail()) {
                return Optional.of("Skipped: " + wanted.name() + " did not start: " + e.getMessage().lines().findFirst().orElse(""));
            }
            throw e;
        }
    }

    /** All that run, in the order of the table. */
    List<Target> running() {
        return running;
    }

    @Override
    public void close() throws IOException {
        SideBySide.each(running, target -> {
            target.close();
            return target;
        });
    }
}
