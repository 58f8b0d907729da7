package nl.duwtje.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import nl.duwtje.loadtest.report.Markdown;
import nl.duwtje.loadtest.report.Report;
import nl.duwtje.loadtest.scenario.Bench;
import nl.duwtje.loadtest.scenario.Limits;
import nl.duwtje.loadtest.scenario.Options;
import nl.duwtje.loadtest.scenario.Outcome;
import nl.duwtje.loadtest.scenario.Peers;
import nl.duwtje.loadtest.scenario.Scenario;
import nl.duwtje.loadtest.scenario.Scenarios;
import nl.duwtje.rules.settings.ByteSize;
import nl.duwtje.rules.settings.Durations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duwtje-loadtest}: the commands. */
@Command(name = "duwtje-loadtest", mixinStandardHelpOptions = true, version = "0.1.0", description = {
        "Measures Duwtje from outside, as a process of its own on loopback.",
        "Sender, sink and gateway share this machine: compare figures within one report."}, subcommands = {Loadtest.Run.class,
                Loadtest.Compare.class, Loadtest.CheckLimits.class, Loadtest.Readme.class, Loadtest.ListScenarios.class})
final class Loadtest implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    private final String typed;

    Loadtest(String typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }

    /** The options of everything that measures. */
    abstract static class Measuring implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @CommandLine.ParentCommand
        Loadtest parent;
        @Option(names = "--duration", paramLabel = "TIME", description = "of each measured phase: 20s, 5m, 1h (default: the scenario's own)")
        String duration;
        @Option(names = "--rate", paramLabel = "N", description = "messages a second in the open loop (default: half of full speed)")
        double rate;
        @Option(names = "--sessions", paramLabel = "N", defaultValue = "50", description = "connections at once (default ${DEFAULT-VALUE})")
        int sessions;
        @Option(names = "--size", paramLabel = "SIZE", description = "of every message (default: 10KB where all have one size)")
        String size;
        @Option(names = "--tls", description = "STARTTLS on every connection")
        boolean tls;
        @Option(names = "--bdat", description = "BDAT instead of DATA")
        boolean bdat;
        @Option(names = "--eml", paramLabel = "DIR", description = "send the .eml files of a folder instead of the invented mail")
        Path eml;
        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the invented mail (default ${DEFAULT-VALUE})")
        long seed;
        @Option(names = "--limits", paramLabel = "FILE", description = "what must be kept (default: loadtest/limits.yaml)")
        Path limits;
        @Option(names = "--out", paramLabel = "DIR", description = "where report.html and report.json go (default: a folder of its own in loadtest/target/report)")
        Path out;

        final PrintWriter output() {
            return spec.commandLine().getOut();
        }

        final Path home() {
            return Path.of(System.getProperty("duwtje.home", ".")).toAbsolutePath();
        }

        final Bench bench() {
            try {
                Optional<Duration> time = Optional.ofNullable(duration).map(Durations::of);
                Optional<Integer> bytes = Optional.ofNullable(size).map(written -> (int) ByteSize.of(written).bytes());
                return new Bench(new Options(time, rate, sessions, bytes, tls, bdat, Optional.ofNullable(eml),
                        seed, home()), Limits.read(limits == null ? home().resolve("loadtest/limits.yaml") : limits), output());
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage());
            }
        }

        final Report report() {
            return new Report("duwtje-loadtest " + parent.typed);
        }

        final void finish(Report report) throws IOException {
            output().println("report: " + report.write(out == null ? home().resolve("loadtest/target/report").resolve(folder()) : out));
            output().flush();
        }

        /** "check", "run-rules-attachments": so that what was measured before stays. */
        String folder() {
            return spec.name();
        }

        final Outcome measure(Scenario scenario, Bench bench, Report report) throws Exception {
            output().println(scenario.name());
            Outcome outcome = scenario.run(bench);
            report.add(outcome);
            Report.print(outcome, output());
            return outcome;
        }
    }

    /** {@code run SCENARIO...}. */
    @Command(name = "run", mixinStandardHelpOptions = true, description = "Runs scenarios one after the other; \"all\" is all but steady-hour.")
    static final class Run extends Measuring {
        @Parameters(paramLabel = "SCENARIO", arity = "1..*", description = "see duwtje-loadtest list")
        List<String> names = new ArrayList<>();

        @Override
        String folder() {
            return "run-" + String.join("-", names) + (tls ? "-tls" : "") + (bdat ? "-bdat" : "");
        }

        @Override
        public Integer call() throws Exception {
            List<Scenario> wanted = new ArrayList<>();
            for (String name : names) {
                if (name.equals("all")) {
                    Scenarios.all().stream().filter(s -> !s.name().equals("steady-hour")).forEach(wanted::add);
                } else {
                    wanted.add(Scenarios.named(name).orElseThrow(() -> new ParameterException(spec.commandLine(),
                            "no scenario \"" + name + "\"; see duwtje-loadtest list")));
                }
            }
            Bench bench = bench();
            Report report = report();
            int status = 0;
            for (Scenario scenario : wanted) {
                try {
                    measure(scenario, bench, report);
                } catch (IOException e) {
                    // the others have their results
                    status = 1;
                    output().println(scenario.name() + " did not end: " + e.getMessage());
                    report.add(Outcome.failed(scenario.name(), scenario.about(), "It did not end: " + e.getMessage()));
                }
            }
            finish(report);
            return status;
        }
    }

    /** {@code compare}. */
    @Command(name = "compare", mixinStandardHelpOptions = true, description = {
            "Duwtje beside Postfix, Postfix with rspamd, and Haraka, in turns.",
            "What is not installed is skipped: apt-get install postfix rspamd npm. Haraka is fetched with npm into ~/.cache/duwtje-loadtest."})
    static final class Compare extends Measuring {
        @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "turns each; the median counts (default ${DEFAULT-VALUE})")
        int rounds;

        @Override
        public Integer call() throws Exception {
            Report report = report();
            measure(Peers.compare(Math.max(1, rounds)), bench(), report);
            finish(report);
            return 0;
        }
    }

    /** {@code check}. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = {
            "A short run, at most three minutes, held against limits.yaml.",
            "Exit status 1 when a limit is broken."})
    static final class CheckLimits extends Measuring {
        @Override
        public Integer call() throws Exception {
            Report report = report();
            Outcome outcome = measure(Scenarios.check(), bench(), report);
            finish(report);
            long broken = outcome.verdicts().stream().filter(Limits.Verdict::broken).count();
            output().println(broken == 0 ? "check: all that was measured is kept" : "check: " + broken + " limits are broken");
            output().flush();
            return broken == 0 ? 0 : 1;
        }
    }

    /** {@code readme}. */
    @Command(name = "readme", mixinStandardHelpOptions = true, description = {
            "Writes the results of earlier runs as Markdown, to the terminal or into loadtest/README.md.",
            "It reads every report.json in the folders of loadtest/target/report."})
    static final class Readme implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Option(names = "--write", description = "replace what stands between the result marks of loadtest/README.md")
        boolean write;
        @Option(names = "--from", paramLabel = "DIR", description = "default: loadtest/target/report")
        Path from;

        @Override
        public Integer call() throws Exception {
            Path home = Path.of(System.getProperty("duwtje.home", ".")).toAbsolutePath();
            String text = Markdown.of(from == null ? home.resolve("loadtest/target/report") : from);
            PrintWriter out = spec.commandLine().getOut();
            if (write) {
                Path readme = home.resolve("loadtest/README.md");
                Files.writeString(readme, Markdown.between(Files.readString(readme), text));
                out.println("results written into " + readme);
            } else {
                out.print(text);
            }
            out.flush();
            return 0;
        }
    }

    /** {@code list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the scenarios.")
    static final class ListScenarios implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            Scenarios.all().forEach(scenario -> out.println("%-24s %s".formatted(scenario.name(), scenario.about())));
            out.flush();
            return 0;
        }
    }
}
