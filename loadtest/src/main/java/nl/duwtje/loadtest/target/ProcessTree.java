package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** CPU time and memory of a process and all its descendants, from Linux' /proc. */
public record ProcessTree(long pid) {

    /** USER_HZ, which Linux fixes at 100 for programs on every common platform. */
    private static final double TICKS_PER_SECOND = 100;

    /** So far, that of children that ended included. */
    public CpuTime cpu() {
        // fields 14 to 17 of proc_pid_stat(5): utime, stime, and of children that were waited for
        return pids().stream().map(each -> stat(process(each))).map(fields -> time(fields, 11).plus(time(fields, 13))).reduce(CpuTime.NONE,
                CpuTime::plus);
    }

    /** So far, of this process alone: what it started are its children. */
    public static CpuTime ofThisProcessAlone() {
        return time(stat(process(ProcessHandle.current().pid())), 11);
    }

    private static CpuTime time(String[] fields, int user) {
        return fields.length <= user + 1
                ? CpuTime.NONE
                : new CpuTime(Long.parseLong(fields[user]) / TICKS_PER_SECOND, Long.parseLong(fields[user + 1]) / TICKS_PER_SECOND);
    }

    private static Path process(long pid) {
        return Path.of("/proc", String.valueOf(pid));
    }

    /** CPU time so far of the threads of a JVM that compile its code, in seconds, to 10 ms; 0 when it is no JVM. Those that ended do not count. */
    public double compilerSeconds() {
        try (Stream<Path> threads = Files.list(process(pid).resolve("task"))) {
            return threads.filter(ProcessTree::compiles).mapToDouble(thread -> time(stat(thread), 11).seconds()).sum();
        } catch (IOException ended) {
            return 0;
        }
    }

    private static boolean compiles(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Comp.*\\s*");
        } catch (IOException ended) {
            return false;
        }
    }

    /** The most memory each ever had resident, added up, in bytes; shared pages count once per process. */
    public long peakRssBytes() {
        return pids().stream().mapToLong(each -> status(each, "VmHWM:")).sum();
    }

    /** Resident now, in bytes. */
    public long rssBytes() {
        return pids().stream().mapToLong(each -> status(each, "VmRSS:")).sum();
    }

    private List<Long> pids() {
        return ProcessHandle.of(pid).stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants())).map(ProcessHandle::pid)
                .toList();
    }

    private static String[] stat(Path of) {
        try {
            String line = Files.readString(of.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }

    private static long status(long pid, String key) {
        try (Stream<String> lines = Files.lines(process(pid).resolve("status"))) {
            return lines.filter(line -> line.startsWith(key)).mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst().orElse(0);
        } catch (IOException | java.io.UncheckedIOException ended) {
            return 0;
        }
    }
}
