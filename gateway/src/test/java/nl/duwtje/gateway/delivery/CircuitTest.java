package nl.duwtje.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitTest {

    private long time = Long.MAX_VALUE - 3;
    private final Circuit circuit = new Circuit(10, 100, () -> time);

    @Test
    void letsOneTryAfterAWhile() {
        assertThat(circuit.tryPass()).isTrue();
        circuit.failed();
        assertThat(circuit.isOpen()).isTrue();
        assertThat(circuit.tryPass()).isFalse();
        time += 10;
        assertThat(circuit.isOpen()).isFalse();
        assertThat(circuit.tryPass()).as("the first").isTrue();
        assertThat(circuit.tryPass()).as("the second").isFalse();
        circuit.worked();
        assertThat(circuit.tryPass()).isTrue();
        assertThat(circuit.tryPass()).isTrue();
    }

    @Test
    void aTryThatNeverComesBackDoesNotHoldItForEver() {
        circuit.failed();
        time += 10;
        assertThat(circuit.tryPass()).isTrue();
        time += 99;
        assertThat(circuit.tryPass()).isFalse();
        time += 1;
        assertThat(circuit.tryPass()).isTrue();
    }
}
