package nl.duwtje.loadtest.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.smtp.SmtpServer;
import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** One 10 KB message over loopback, one at a time: into our SMTP side (reading DATA), and out of our SMTP client. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WireBenchmark {

    private Sink sink;
    private NextHop nextHop;
    private SmtpServer server;
    private Socket client;
    private InputStream replies;
    private byte[] group;
    private byte[] body;
    private Envelope envelope;
    private MemoryMessage message;

    @Setup
    public void start() throws IOException {
        Sample sample = new Corpus(1).plain(10_000).get(0);
        Prepared prepared = Prepared.of(sample, false);
        group = prepared.commands();
        body = prepared.body();
        message = new MemoryMessage(sample.content());
        envelope = Envelope.of(MailAddress.of(sample.sender()), sample.recipients().stream().map(MailAddress::of).toList());
        sink = Sink.start(Faults.NONE);
        nextHop = new NextHop(new NextHopSettings(new HostPort("127.0.0.1", sink.address().getPort()), NextHopSettings.TlsMode.NONE, null,
                null, null, null, null, null, null, null), "bench.test", new Meters(), System::nanoTime);
        SmtpSettings settings = new SmtpSettings(new HostPort("127.0.0.1", 0), null, null, null, null, null, null, null, null, null, null,
                null,
                null, null);
        server = new SmtpServer(settings, any -> true, (to, mail, origin) -> new SmtpReply(250, "2.0.0", "ok"), () -> Extensions.NONE,
                new Meters(),
                new MailLog());
        client = new Socket("127.0.0.1", server.start().getPort());
        client.setTcpNoDelay(true);
        replies = client.getInputStream();
        awaitReply("220");
        client.getOutputStream().write("EHLO bench.test\r\n".getBytes(StandardCharsets.US_ASCII));
        awaitReply("250 ");
    }

    @TearDown
    public void stop() throws IOException {
        client.close();
        server.close();
        nextHop.close();
        sink.close();
    }

    @Benchmark
    public DeliveryOutcome smtpClient() {
        return nextHop.deliver(envelope, message, Partial.ABORT);
    }

    @Benchmark
    public void dataReader() throws IOException {
        client.getOutputStream().write(group);
        awaitReply("354");
        client.getOutputStream().write(body);
        awaitReply("250");
    }

    /** Reads until a line begins with {@code code}. */
    private void awaitReply(String code) throws IOException {
        byte[] block = new byte[2048];
        String all = "";
        while (!all.startsWith(code) && !all.contains("\n" + code) || !all.endsWith("\r\n")) {
            int count = replies.read(block);
            if (count < 0) {
                throw new IOException("closed after " + all);
            }
            all += new String(block, 0, count, StandardCharsets.US_ASCII);
        }
    }
}
