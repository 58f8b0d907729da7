package nl.duwtje.gateway.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import nl.duwtje.gateway.config.GatewaySettings.LogFormat;
import nl.duwtje.gateway.demo.Rehearsal;
import nl.duwtje.gateway.observe.Logging;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code duwtje rehearse}; {@code bin/duwtje} keeps what the JVM learns from it. */
@Command(name = "rehearse", mixinStandardHelpOptions = true, description = {
        "Relays sample mail to itself for half a minute, holds some, answers it, and keeps what the JVM learns beside the program, so that it starts faster and is fast",
        "at once. Once for each version of Duwtje and of Java; needs Java 25 or newer and a program folder that it may write to.",
        "Everything stays on this machine."})
final class RehearseCommand implements Callable<Integer> {

    @Option(names = "--messages", description = "how many (default: ${DEFAULT-VALUE})", defaultValue = "12000")
    int messages;

    @Option(names = "--if-needed", description = "do nothing when that was done before, or cannot be done here")
    boolean ifNeeded; // bin/duwtje has looked at it

    @Override
    public Integer call() throws Exception {
        Logging.use(LogFormat.TEXT);
        Path folder = Files.createTempDirectory("duwtje-rehearsal");
        try {
            Rehearsal.play(folder, messages);
        } finally {
            DemoCommand.delete(folder);
        }
        return 0;
    }
}
