package nl.duwtje.rules.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import org.junit.jupiter.api.Test;

class ControlsTest {

    @Test
    void theFirstControlIsFoundWhateverStandsAroundIt() {
        Random random = new Random(3);
        byte[] neighbours = {13, 10, 0, 9, 14, 31, ' ', 'a', 127, -128, -1, -115, -114, (byte) 0x8d};
        for (int round = 0; round < 20_000; round++) {
            byte[] block = new byte[random.nextInt(40)];
            for (int i = 0; i < block.length; i++) {
                block[i] = random.nextInt(6) == 0 ? neighbours[random.nextInt(neighbours.length)] : (byte) (14 + random.nextInt(242));
            }
            int from = random.nextInt(block.length + 1);
            int end = from + random.nextInt(block.length - from + 1);
            int expected = from;
            while (expected < end && (block[expected] < 0 || block[expected] > 13)) {
                expected++;
            }
            assertThat(Controls.next(block, from, end)).as("round %d", round).isEqualTo(expected);
        }
    }
}
