package nl.duwtje.loadtest.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

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
import nl.duwtje.rules.mime.Embedded;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.mime.SplicedMessage;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.DelimitedText;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.MailText;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.ReadBefore;
import nl.duwtje.rules.text.RiskyReader;

/**
 * Where the time and the memory of a 10 KB message go between end of data and the next hop, stage by stage, in memory. Each call takes the next of
 * 200 messages of all kinds. {@link #inspect} is the whole of what the stages above it are parts of.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Stages {

    private static final int ENOUGH = 1 << 20;

    /** One message and what is made of it on its way. */
    private record Mail(MemoryMessage message, Envelope envelope, Facts facts, List<String> texts, List<byte[]> bodies) {}

    private final Policy policy = Policy.shipped();
    private final PolicySettings settings = PolicySettings.defaults();
    private final Inspector inspector = inspector(List.of());
    private final Inspector forPartners = inspector(List.of(".test"));
    private final byte[] head = "Received: from a.test ([127.0.0.1])\r\n\tby b.test with ESMTP\r\n\tid 123; Thu, 19 Nov 2026 09:00:00 +0000\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    private final List<Mail> mails = new Corpus(1).plain(10_000).stream().map(this::mail).toList();
    private int next;

    /** A new state for each trial. */
    public Stages() {}

    private Inspector inspector(List<String> partners) {
        return new Inspector(new Organisation(List.of(Corpus.INSIDE_DOMAIN), partners), settings.limits(),
                new Extraction(ExtractLimits.defaults(), RiskyReader.NONE, ReadBefore.ofNormalSize()), OwnData.none());
    }

    private Mail mail(Sample sample) {
        MemoryMessage message = new MemoryMessage(sample.content());
        Envelope envelope = Envelope.of(MailAddress.of(sample.sender()), sample.recipients().stream().map(MailAddress::of).toList());
        List<String> texts = new ArrayList<>();
        List<byte[]> bodies = new ArrayList<>();
        for (Part part : MimeOutline.of(message).leaves()) {
            bodies.add(part.decoded(ENOUGH));
            if (part.is("text/")) {
                texts.add(part.text(ENOUGH));
            }
        }
        return new Mail(message, envelope, inspector.inspect(envelope, message), texts, bodies);
    }

    private Mail mail() {
        next = next + 1 < mails.size() ? next + 1 : 0;
        return mails.get(next);
    }

    @Benchmark
    public MimeOutline mimeScan() {
        return MimeOutline.of(mail().message());
    }

    /** The outline again, and transfer encodings and charsets of all parts. */
    @Benchmark
    public void mimeScanAndText(Blackhole taken) {
        for (Part part : MimeOutline.of(mail().message()).leaves()) {
            taken.consume(part.is("text/") ? part.text(ENOUGH) : part.decoded(ENOUGH));
        }
    }

    @Benchmark
    public void signaturesAndQuotes(Blackhole taken) {
        for (String text : mail().texts()) {
            taken.consume(MailText.blocks(new Prose("", "", text)));
        }
    }

    @Benchmark
    public void tablesInText(Blackhole taken) {
        for (String text : mail().texts()) {
            taken.consume(DelimitedText.find(text));
        }
    }

    /** The tables in it again, and the whole search. */
    @Benchmark
    public void personalDataScan(Blackhole taken) {
        for (String text : mail().texts()) {
            taken.consume(PersonalDataScanner.scan(text));
        }
    }

    @Benchmark
    public void salvageScan(Blackhole taken) {
        for (byte[] body : mail().bodies()) {
            taken.consume(Embedded.in(body, body.length));
            taken.consume(Embedded.asQuotedPrintable(body, body.length));
        }
    }

    /** Headers and structure: nobody outside gets it, so no content is read. */
    @Benchmark
    public Facts inspectForPartners() {
        Mail mail = mail();
        return forPartners.inspect(mail.envelope(), mail.message());
    }

    @Benchmark
    public Facts inspect() {
        Mail mail = mail();
        return inspector.inspect(mail.envelope(), mail.message());
    }

    @Benchmark
    public Decision policyDecide() {
        Mail mail = mail();
        return policy.decide(mail.envelope(), mail.facts(), settings);
    }

    @Benchmark
    public long headerSplice() throws IOException {
        long[] bytes = new long[1];
        SplicedMessage.prepend(head, mail().message()).writeTo((block, from, length) -> bytes[0] += length);
        return bytes[0];
    }
}
