package nl.duwtje.rules.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class SpareTest {

    @Test
    void whatIsGivenBackServesTheNext() {
        AtomicInteger made = new AtomicInteger();
        Spare<Integer> spare = new Spare<>(made::incrementAndGet);

        int first = spare.take();
        int second = spare.take();
        spare.give(first);

        assertThat(second).isNotEqualTo(first);
        assertThat(spare.take()).isEqualTo(first);
        assertThat(spare.take()).isEqualTo(3);
    }

    @Test
    void keepsOneForEachProcessorAndNoMore() {
        AtomicInteger made = new AtomicInteger();
        Spare<Integer> spare = new Spare<>(made::incrementAndGet);
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < processors + 5; i++) {
            spare.give(-1);
        }

        for (int i = 0; i < processors; i++) {
            assertThat(spare.take()).isEqualTo(-1);
        }
        assertThat(spare.take()).isEqualTo(1);
    }

    @Test
    void nobodySharesOne() throws InterruptedException {
        Spare<int[]> spare = new Spare<>(() -> new int[1]);
        Set<int[]> inUse = ConcurrentHashMap.newKeySet();
        AtomicBoolean shared = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20_000; i++) {
                    int[] room = spare.take();
                    shared.compareAndSet(false, !inUse.add(room));
                    inUse.remove(room);
                    spare.give(room);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(shared).isFalse();
    }
}
