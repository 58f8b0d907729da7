package nl.duwtje.gateway.observe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Every meter's name and tags, each a constant, and the one registry. Safe for all threads; the hot ones are looked up once. */
public final class Meters {

    /** Messages by how they ended: tag {@code result} = delivered, amended, held, returned, refused, deferred, failed, looped, answer (to a notice, by mail). */
    public static final String MESSAGES = "duwtje.messages";
    /** Time from end of data to our reply. */
    public static final String MAILFLOW = "duwtje.mailflow";
    /** Nudges by {@code rule} and {@code effect}; {@code observed} is true when only counted. */
    public static final String NUDGES = "duwtje.nudges";
    /** Replies of the next hop by {@code class}: 2yz, 4yz, 5yz, none. */
    public static final String NEXT_HOP_REPLIES = "duwtje.next.hop.replies";
    /** Answers to holds by {@code choice}. */
    public static final String ANSWERS = "duwtje.answers";
    /**
     * What became of those whom a rule wanted to ask, by {@code rule}, {@code department} and {@code outcome}: held (asked); held-out, trusted,
     * over-budget (not asked); and of the held ones later sent, changed, taken-back, expired. Never per person.
     */
    public static final String OUTCOMES = "duwtje.rule.outcomes";
    /** Held mail that came in more than one transaction, by {@code part}: late ones came when it was decided. */
    public static final String SIBLINGS = "duwtje.siblings";
    /** "Was this warning useful?" by {@code rule} and {@code useful}: true or false. */
    public static final String RATINGS = "duwtje.ratings";
    /** Reports by {@code kind}: NEAR_MISS, INCIDENT. */
    public static final String REPORTS = "duwtje.reports";
    /** Open SMTP sessions. */
    public static final String SESSIONS = "duwtje.smtp.sessions";
    /** Refusals by SMTP itself by {@code code}: 552, 554, 501, ... */
    public static final String SMTP_REFUSALS = "duwtje.smtp.refusals";
    /** Holds waiting. */
    public static final String HELD = "duwtje.held";
    /** Rows in the outbox. */
    public static final String OUTBOX = "duwtje.outbox";
    /** Reloads of the rules that failed. */
    public static final String RELOAD_FAILURES = "duwtje.rules.reload.failures";
    /** 1 while the rules on disk are the rules in use, 0 while they do not compile. */
    public static final String RULES_CURRENT = "duwtje.rules.current";
    /** Rules that stopped half way: fire limit, or an exception in a rule. */
    public static final String RULE_ERRORS = "duwtje.rule.errors";
    /** Mailets that failed on a message. */
    public static final String ACTION_ERRORS = "duwtje.action.errors";
    /** Child JVMs that read risky formats. */
    public static final String READERS = "duwtje.readers";
    /** Files read in them by {@code result}: read, or why not. */
    public static final String READS = "duwtje.reads";
    /** Attachments whose text was wanted; tag {@code known}: true when it was remembered from an earlier message, false when it was read. */
    public static final String FILES = "duwtje.files";
    /** Time to read one, the wait for a free child included. */
    public static final String READING = "duwtje.reading";
    /** Children that had to be replaced by {@code reason}: too slow, too large (out of memory), corrupt (crashed). */
    public static final String READERS_ENDED = "duwtje.readers.ended";

    private static final List<String> REPLY_CLASSES = List.of("none", "1yz", "2yz", "3yz", "4yz", "5yz");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConcurrentHashMap<String, Counter> counters = new ConcurrentHashMap<>();
    // every message counts in these two: by the value of their tag, so that no name is put together for it
    private final ConcurrentHashMap<String, Counter> messages = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Counter> nextHopReplies = new ConcurrentHashMap<>();
    /** A directory may name more departments than a meter should have tags. */
    private static final int MOST_DEPARTMENTS = 300;
    private final java.util.Set<String> departments = ConcurrentHashMap.newKeySet();
    private final Timer mailflow = Timer.builder(MAILFLOW).publishPercentileHistogram(false)
            .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100),
                    Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1))
            .register(registry);
    private final Timer reading = Timer.builder(READING).publishPercentileHistogram(false)
            .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(500),
                    Duration.ofSeconds(2), Duration.ofSeconds(10))
            .register(registry);

    public void message(String result) {
        counter(messages, MESSAGES, "result", result).increment();
    }

    public void nudge(String rule, String effect, boolean observed) {
        counters.computeIfAbsent(NUDGES + rule + effect + observed,
                key -> registry.counter(NUDGES, "rule", rule, "effect", effect, "observed", String.valueOf(observed))).increment();
    }

    /** @param code below 600; 0 when there was no reply */
    public void nextHopReply(int code) {
        counter(nextHopReplies, NEXT_HOP_REPLIES, "class", REPLY_CLASSES.get(code / 100)).increment();
    }

    public void answer(String choice) {
        counter(ANSWERS, "choice", choice).increment();
    }

    public void outcome(String rule, String department, String outcome) {
        String named = department.isEmpty()
                ? "none"
                : departments.size() < MOST_DEPARTMENTS || departments.contains(department) ? department : "other";
        departments.add(named);
        counters.computeIfAbsent(OUTCOMES + rule + '\n' + named + '\n' + outcome,
                key -> registry.counter(OUTCOMES, "rule", rule, "department", named, "outcome", outcome)).increment();
    }

    public void sibling(String part) {
        counter(SIBLINGS, "part", part).increment();
    }

    public void rated(String rule, boolean useful) {
        counters.computeIfAbsent(RATINGS + rule + useful,
                key -> registry.counter(RATINGS, "rule", rule, "useful", String.valueOf(useful))).increment();
    }

    public void reported(String kind) {
        counter(REPORTS, "kind", kind).increment();
    }

    public void smtpRefusal(int code) {
        counter(SMTP_REFUSALS, "code", String.valueOf(code)).increment();
    }

    public void reloadFailed() {
        registry.counter(RELOAD_FAILURES).increment();
    }

    public void ruleError() {
        registry.counter(RULE_ERRORS).increment();
    }

    public void actionFailed() {
        registry.counter(ACTION_ERRORS).increment();
    }

    /** @param notInspected why it was not read to the end, empty when it was */
    public void read(String notInspected, long nanos) {
        counter(READS, "result", notInspected.isEmpty() ? "read" : notInspected).increment();
        reading.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    public void readerEnded(String reason) {
        counter(READERS_ENDED, "reason", reason).increment();
    }

    public void mailflowTook(long nanos) {
        mailflow.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** Shows how many attachments were remembered and how many were read. */
    public void files(LongSupplier remembered, LongSupplier read) {
        FunctionCounter.builder(FILES, remembered, LongSupplier::getAsLong).tag("known", "true").register(registry);
        FunctionCounter.builder(FILES, read, LongSupplier::getAsLong).tag("known", "false").register(registry);
    }

    /** Shows {@code value} under {@code name}, read when asked for. */
    public void gauge(String name, LongSupplier value) {
        Gauge.builder(name, value, LongSupplier::getAsLong).strongReference(true).register(registry);
    }

    /** The Prometheus text format. */
    public String scrape() {
        return registry.scrape();
    }

    private Counter counter(ConcurrentHashMap<String, Counter> known, String name, String tag, String value) {
        Counter counter = known.get(value);
        return counter != null ? counter : known.computeIfAbsent(value, key -> registry.counter(name, tag, value));
    }

    private Counter counter(String name, String tag, String value) {
        return counters.computeIfAbsent(name + value, key -> registry.counter(name, tag, value));
    }
}
