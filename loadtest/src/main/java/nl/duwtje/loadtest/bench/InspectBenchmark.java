package nl.duwtje.loadtest.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.inspect.Inspector;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.SplicedMessage;
import nl.duwtje.rules.text.ExtractLimits;

/** What happens to a message in memory: outline, inspection, decision, trace headers in front. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InspectBenchmark {

    /** Which of the corpus' kinds: text, html, thread, newsletter, meeting. */
    @Param({"0", "1", "2"})
    public int kind;

    private final Policy policy = Policy.shipped();
    private final PolicySettings settings = PolicySettings.defaults();
    private final Inspector inspector = new Inspector(new Organisation(List.of(Corpus.INSIDE_DOMAIN), List.of()), settings.limits(),
            ExtractLimits.defaults());
    private final byte[] head = "Received: from a.test ([127.0.0.1])\r\n\tby b.test with ESMTP\r\n\tid 123; Thu, 19 Nov 2026 09:00:00 +0000\r\n"
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private MemoryMessage message;
    private Envelope envelope;
    private Facts facts;

    @Setup
    public void prepare() {
        Sample sample = new Corpus(1).plain(10_000).get(kind);
        message = new MemoryMessage(sample.content());
        envelope = Envelope.of(MailAddress.of(sample.sender()), sample.recipients().stream().map(MailAddress::of).toList());
        facts = inspector.inspect(envelope, message);
    }

    @Benchmark
    public MimeOutline outline() {
        return MimeOutline.of(message.bytes());
    }

    @Benchmark
    public Facts inspect() {
        return inspector.inspect(envelope, message);
    }

    @Benchmark
    public Decision decide() {
        return policy.decide(envelope, facts, settings);
    }

    @Benchmark
    public long headerSplice() throws java.io.IOException {
        long[] bytes = new long[1];
        SplicedMessage.prepend(head, message).writeTo((block, from, length) -> bytes[0] += length);
        return bytes[0];
    }
}
