package nl.duwtje.loadtest.scenario;

/**
 * Something to measure.
 *
 * @param name  as on the command line
 * @param about one sentence for a reader who has never seen it
 * @param body  what happens
 */
public record Scenario(String name, String about, Body body) {

    /** Measures and tells. */
    @FunctionalInterface
    public interface Body {
        void run(Bench bench, Outcome outcome) throws Exception;
    }

    /** @throws Exception when something that must work did not: then there is no result to tell */
    public Outcome run(Bench bench) throws Exception {
        long begin = System.nanoTime();
        Outcome outcome = new Outcome(name, about);
        body.run(bench, outcome);
        outcome.end((System.nanoTime() - begin) / 1e9, bench.limits());
        return outcome;
    }
}
