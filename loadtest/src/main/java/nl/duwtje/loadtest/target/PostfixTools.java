package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** smtp-source straight into smtp-sink, both Postfix's: a measure that does not depend on how good our own sender and sink are. */
public final class PostfixTools {

    private static final int MESSAGES = 10_000;

    private PostfixTools() {}

    /** Why it cannot be measured here; empty when it can. */
    public static Optional<String> missing() {
        return Programs.find("smtp-source").isPresent() && Programs.find("smtp-sink").isPresent()
                ? Optional.empty()
                : Optional.of("not installed (apt-get install postfix)");
    }

    /**
     * @param size in bytes
     * @return messages a second
     */
    public static double perSecond(int sessions, int size) throws IOException {
        int port = Programs.freePort();
        List<String> command = new ArrayList<>(List.of(Programs.find("smtp-sink").orElseThrow().toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.addAll(List.of("127.0.0.1:" + port, "1000"));
        Process sink = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            Programs.awaitGreeting(port, "smtp-sink", sink);
            long begin = System.nanoTime();
            // -d: many messages over one connection, as our sender does
            Programs.run(Programs.find("smtp-source").orElseThrow().toString(), "-d", "-s", String.valueOf(sessions), "-m",
                    String.valueOf(MESSAGES), "-l", String.valueOf(size), "-f", "a@duinrade.test", "-t", "info@bouwbedrijf.test",
                    "127.0.0.1:" + port);
            return MESSAGES / ((System.nanoTime() - begin) / 1e9);
        } finally {
            Programs.end(sink);
        }
    }
}
