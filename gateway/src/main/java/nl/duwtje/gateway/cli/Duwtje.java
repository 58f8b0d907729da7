package nl.duwtje.gateway.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;

import nl.duwtje.gateway.store.StoreException;
import nl.duwtje.rules.PolicyException;
import nl.duwtje.rules.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code duwtje} and how its commands end: one line for what is wrong, no stack trace. */
@Command(name = "duwtje", mixinStandardHelpOptions = true, versionProvider = Duwtje.Version.class, subcommands = {ServeCommand.class,
        DemoCommand.class, RehearseCommand.class, RulesCommand.class, ScanCommand.class, HoldCommand.class,
        IncidentsCommand.Incidents.class,
        IncidentsCommand.Feedback.class, ConfigCommand.class,
        CommandLine.HelpCommand.class}, description = "An outbound mail gateway that notices the mistakes people regret, and lets the sender fix them.", footer = {
                "", "Try it: duwtje demo", "Each command has --help. Exit codes: 0 well, 1 not well, 2 wrong use."})
public final class Duwtje implements Runnable {

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** @return the exit code */
    public static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /** With {@code out} and {@code err} in place of the console, for tests. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine commandLine() {
        return new CommandLine(new Duwtje()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    line.getErr().println("duwtje: " + reason(error));
                    line.getErr().flush();
                    if (System.getenv("DUWTJE_DEBUG") != null) {
                        error.printStackTrace(line.getErr());
                    }
                    return 1;
                });
    }

    private static String reason(Exception error) {
        return switch (error) {
            case SettingsException settings -> settings.getMessage();
            case StoreException store -> store.getMessage();
            case UncheckedIOException io -> io.getCause().getMessage();
            default -> error.getMessage() == null ? error.toString() : error.getMessage();
        };
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Duwtje.class.getPackage().getImplementationVersion();
            return new String[]{"duwtje " + (version == null ? "(not packaged)" : version)};
        }
    }
}
