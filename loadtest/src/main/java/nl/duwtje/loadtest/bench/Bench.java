package nl.duwtje.loadtest.bench;

import java.util.Collection;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks on one thread and prints one table: the median, the least and the most of ten seconds' mean times, what all threads together
 * allocated, and for texts the throughput at the median. Arguments: names of benchmarks, default all.
 */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().forks(1).threads(1).warmupIterations(4).warmupTime(TimeValue.seconds(1))
                .measurementIterations(10).measurementTime(TimeValue.seconds(1)).verbosity(VerboseMode.SILENT)
                .addProfiler(GCProfiler.class).include(args.length == 0 ? ".*" : String.join("|", args));
        Collection<RunResult> results = new Runner(options.build()).run();
        System.out.printf(Locale.ROOT, "%-24s %12s %12s %12s %12s %10s%n", "benchmark", "ms, median", "least", "most", "bytes", "MB/s");
        for (RunResult run : results) {
            Result<?> result = run.getPrimaryResult();
            String name = result.getLabel();
            Statistics times = result.getStatistics();
            double ms = times.getPercentile(50) / 1000;
            boolean text = name.endsWith("Types");
            System.out.printf(Locale.ROOT, "%-24s %12.4f %12.4f %12.4f %12.0f %10s%n", name, ms, times.getMin() / 1000,
                    times.getMax() / 1000,
                    allocated(run),
                    text ? String.format(Locale.ROOT, "%.1f", Texts.BYTES / 1e6 / (ms / 1000)) : "-");
        }
    }

    /** Bytes for each call. */
    private static double allocated(RunResult run) {
        for (String name : run.getSecondaryResults().keySet()) {
            if (name.endsWith("gc.alloc.rate.norm")) {
                return run.getSecondaryResults().get(name).getScore();
            }
        }
        return Double.NaN;
    }
}
