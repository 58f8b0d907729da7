package nl.duwtje.loadtest;

import picocli.CommandLine;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        System.exit(new CommandLine(new Loadtest(String.join(" ", args))).setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println("duwtje-loadtest: " + (e.getMessage() == null ? e : e.getMessage()));
            if (System.getenv("DUWTJE_TRACE") != null) {
                e.printStackTrace(line.getErr());
            }
            return 1;
        }).execute(args));
    }
}
