package nl.duwtje.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void allAreAtWorkAtOnceAndTheirResultsKeepTheirOrder() throws Exception {
        CountDownLatch allAtWork = new CountDownLatch(3);

        List<String> results = SideBySide.each(List.of(3, 1, 2), number -> {
            allAtWork.countDown();
            return number + (isOpen(allAtWork) ? " of three" : " alone");
        });

        assertThat(results).containsExactly("3 of three", "1 of three", "2 of three");
    }

    @Test
    void oneThatFailsIsToldOfWhenTheOthersHaveEnded() {
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> SideBySide.each(List.of("fails", "works"), name -> {
            if (name.equals("fails")) {
                failing.countDown();
                throw new IOException("does not start");
            }
            return isOpen(failing) ? ended.incrementAndGet() : 0;
        })).isInstanceOf(IOException.class).hasMessage("does not start");

        assertThat(ended).hasValue(1);
    }

    @Test
    void howeverLongTheStartsTakeHalfOfTheTimeIsLeftToWarmUp() {
        Peers.Plan plan = new Peers.Plan(3, Duration.ofSeconds(2), 30_000, Duration.ofSeconds(80), true, "-Xmx256m");

        assertThat(plan.warmUpAfter(Duration.ofSeconds(15))).isEqualTo(Duration.ofSeconds(65));
        assertThat(plan.warmUpAfter(Duration.ofMinutes(5))).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aCompilerRestsWhenItTakesLittleOfAProcessorAndOfWhatItsServerGets() {
        assertThat(Bench.share(0.1, 2, 2.5)).isEqualTo(0.05);
        assertThat(Bench.share(0.1, 2, 0.5)).isEqualTo(0.2);
        assertThat(Bench.share(0, 2, 0)).isZero();
    }

    private static boolean isOpen(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
