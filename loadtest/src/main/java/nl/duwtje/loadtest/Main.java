package nl.duwtje.loadtest;

import picocli.CommandLine;

/** Where the program begins. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        // Ctrl-C must leave no server behind
        Runtime.getRuntime().addShutdownHook(
                new Thread(() -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy), "end what was started"));
        System.exit(new CommandLine(new Loadtest(String.join(" ", args))).setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println("duwtje-loadtest: " + (e.getMessage() == null ? e : e.getMessage()));
            if (System.getenv("DUWTJE_TRACE") != null) {
                e.printStackTrace(line.getErr());
            }
            return 1;
        }).execute(args));
    }
}
