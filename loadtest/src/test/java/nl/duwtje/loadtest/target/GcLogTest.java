package nl.duwtje.loadtest.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GcLogTest {

    private static final long MB = 1 << 20;

    @Test
    void allocationIsTheGrowthBetweenCollectionsFromTheFirstForcedOneToTheLast() {
        String log = """
                [1.0s] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 90M->50M(256M) 3.1ms
                [2.0s] GC(2) Pause Full (Diagnostic Command) 60M->10M(256M) 30.0ms
                [3.0s] GC(3) Pause Young (Normal) (G1 Evacuation Pause) 110M->12M(256M) 3.0ms
                [3.5s] GC(4) Pause Remark 20M->18M(256M) 1.0ms
                [4.0s] GC(5) Pause Full (Diagnostic Command) 38M->9M(256M) 30.0ms
                [5.0s] GC(6) Pause Young (Normal) (G1 Evacuation Pause) 109M->9M(256M) 3.0ms
                """;

        // 10 to 110, 12 to 20, 18 to 38
        assertThat(GcLog.allocated(log)).isEqualTo(128 * MB);
    }

    @Test
    void withoutASecondForcedCollectionItIsNotKnown() {
        assertThat(GcLog.allocated("[2.0s] GC(2) Pause Full (System.gc()) 60M->10M(256M) 30.0ms\n")).isEqualTo(-1);
        assertThat(GcLog.allocated("")).isEqualTo(-1);
    }

    @Test
    void thePausesThatWeAskedForAreNotTheGateways() {
        String log = """
                [1.0s] GC(1) Pause Full (Diagnostic Command) 60M->10M(256M) 60.0ms
                [1.0s] Safepoint "SerialGCCollect", Time since last: 900 ns, Reaching safepoint: 9 ns, Cleanup: 1 ns, At safepoint: 60000000 ns, Total: 60000010 ns
                [2.0s] GC(2) Pause Young (Allocation Failure) 90M->50M(256M) 12.0ms
                [2.0s] Safepoint "SerialCollectForAllocation", Time since last: 900 ns, Reaching safepoint: 9 ns, Cleanup: 1 ns, At safepoint: 12000000 ns, Total: 12000010 ns
                [3.0s] Safepoint "ICBufferFull", Time since last: 900 ns, Reaching safepoint: 9 ns, Cleanup: 1 ns, At safepoint: 30000 ns, Total: 30010 ns
                """;

        assertThat(GcLog.longestPauseMillis(log)).isBetween(12.0, 12.1);
        assertThat(GcLog.longestPauseMillis("")).isEqualTo(-1);
    }
}
