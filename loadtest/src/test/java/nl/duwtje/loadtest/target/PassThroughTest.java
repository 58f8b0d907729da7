package nl.duwtje.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.send.Sender;
import nl.duwtje.loadtest.send.Sent;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;

class PassThroughTest {

    @Test
    void everyMessageGoesThroughItAndItsProcessorTimeIsKnown() throws Exception {
        List<Prepared> mails = Prepared.of(new Corpus(1).plain(10_000), false);
        ProcessHandle process;
        try (Sink sink = Sink.start(Faults.NONE); PassThrough target = PassThrough.start(sink.address())) {
            process = ProcessHandle.of(target.processes().orElseThrow().pid()).orElseThrow();

            Sent sent = new Sender(target.smtp(), Load.closed(5, Duration.ofSeconds(30)).withMost(1000), mails, new AtomicInteger()).send();

            assertThat(sent.accepted()).isEqualTo(1000);
            assertThat(sink.arrivals().distinct()).isEqualTo(1000);
            assertThat(sink.arrivals().duplicates() + sink.arrivals().others()).isZero();
            CpuTime cpu = target.processes().orElseThrow().cpu();
            assertThat(cpu.user()).isPositive();
            assertThat(cpu.system()).isPositive();
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void userAndSystemTimeTogetherAreWhatJavaSaysOfItself() {
        double before = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;
        CpuTime own = ProcessTree.ofThisProcessAlone();
        double after = ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;

        assertThat(own.seconds()).isBetween(before - 0.02, after + 0.02);
        assertThat(new ProcessTree(ProcessHandle.current().pid()).cpu().seconds()).isGreaterThanOrEqualTo(own.seconds());
        assertThat(new CpuTime(3, 2).minus(new CpuTime(1, 1)).plus(new CpuTime(0.5, 0)).seconds()).isEqualTo(3.5);
    }
}
