package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a JVM writes with {@code -Xlog:gc,safepoint}. What was allocated between two full collections is, for each collection between
 * them, the heap used before it less the heap used after the one before: exact to a heap region, and it costs the JVM nothing.
 */
final class GcLog {

    private static final Pattern PAUSE = Pattern.compile("GC\\(\\d+\\) Pause .* (\\d+)([KMG])->(\\d+)([KMG])\\(");
    private static final Pattern SAFEPOINT = Pattern.compile("Total:\\s+(\\d+) ns");
    private static final String MARK = "(System.gc())";
    private static final String MARK_OTHER = "(Diagnostic Command)";

    private final Path file;
    private long from;

    GcLog(Path file) {
        this.file = file;
    }

    /** Begins after everything that is in the log now. */
    void mark() throws IOException {
        from = Files.exists(file) ? Files.size(file) : 0;
    }

    /** Bytes allocated between the first and the last forced collection since the mark; -1 without two of them. */
    long allocated() throws IOException {
        return allocated(sinceMark());
    }

    static long allocated(String log) {
        long used = -1;
        long sum = 0;
        long atLastMark = -1;
        for (String line : log.lines().toList()) {
            Matcher pause = PAUSE.matcher(line);
            if (!pause.find()) {
                continue;
            }
            boolean forced = isForced(line);
            if (used >= 0) {
                sum += Math.max(0, bytes(pause.group(1), pause.group(2)) - used);
                if (forced) {
                    atLastMark = sum;
                }
            }
            if (used >= 0 || forced) {
                used = bytes(pause.group(3), pause.group(4));
            }
        }
        return atLastMark;
    }

    /** The longest safepoint in milliseconds, but for the forced collections themselves; -1 when there was none. */
    double longestPauseMillis() throws IOException {
        return longestPauseMillis(sinceMark());
    }

    static double longestPauseMillis(String log) {
        double longest = -1;
        boolean forced = false;
        for (String line : log.lines().toList()) {
            forced |= isForced(line);
            Matcher safepoint = SAFEPOINT.matcher(line);
            if (safepoint.find()) {
                longest = forced ? longest : Math.max(longest, Long.parseLong(safepoint.group(1)) / 1e6);
                forced = false;
            }
        }
        return longest;
    }

    /** Whether we asked for it, whatever the collector. */
    private static boolean isForced(String line) {
        return line.contains(MARK) || line.contains(MARK_OTHER);
    }

    private String sinceMark() throws IOException {
        byte[] all = Files.readAllBytes(file);
        int begin = (int) Math.min(from, all.length);
        return new String(all, begin, all.length - begin, StandardCharsets.UTF_8);
    }

    private static long bytes(String number, String unit) {
        return Long.parseLong(number) << switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            default -> 30;
        };
    }
}
