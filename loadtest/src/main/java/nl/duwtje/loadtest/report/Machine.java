package nl.duwtje.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when it was measured: figures of two machines, or of a busy and a quiet one, cannot be compared. */
final class Machine {

    private Machine() {}

    /** @param loadBefore the load average when the run began: what others were doing */
    static Map<String, String> describe(Instant begun, String loadBefore) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("begun", begun.toString());
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", first("/proc/cpuinfo", "model name"));
        facts.put("memory", first("/proc/meminfo", "MemTotal").replaceFirst("(\\d+)\\d{6} kB", "$1 GB"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("Java", System.getProperty("java.runtime.version"));
        facts.put("load average before the run", loadBefore);
        return facts;
    }

    static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).replaceAll(" \\d+/.*\\s*$", "");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }

    private static String first(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> line.startsWith(key)).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException notLinux) {
            return "unknown";
        }
    }
}
