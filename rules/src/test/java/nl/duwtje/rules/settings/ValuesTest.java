package nl.duwtje.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes and durations as people write them. */
class ValuesTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0B", "1023, 1023, 1023B", "1048576, 1048576, 1MB", "512KB, 524288, 512KB", "35 mb, 36700160, 35MB",
            "35MiB, 36700160, 35MB", "2GB, 2147483648, 2GB", "1025KB, 1049600, 1025KB", "8B, 8, 8B"})
    void sizes(String text, long bytes, String shown) {
        assertThat(ByteSize.of(text).bytes()).isEqualTo(bytes);
        assertThat(ByteSize.of(text)).hasToString(shown);
        assertThat(ByteSize.of(shown)).isEqualTo(ByteSize.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MB", "35M", "35 megabyte", "-1MB", "1.5GB", "1TB", "9999999999999", "999999999999GB", "\u0663MB"})
    void otherSizesAreRefused(String text) {
        assertThatThrownBy(() -> ByteSize.of(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("allowed: a whole number with B, KB, MB or GB, like 35MB");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5 m, PT5M", "24h, PT24H", "30d, PT720H", "0s, PT0S", "3650d, PT87600H"})
    void durations(String text, Duration expected) {
        assertThat(Durations.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "30 sec", "-1s", "1.5h", "1w", "1h30m", "9999999999s", "PT30S", "30S"})
    void otherDurationsAreRefused(String text) {
        assertThatThrownBy(() -> Durations.of(text))
                .hasMessage("is not a duration; allowed: a whole number with ms, s, m, h or d, like 30s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3651d", "999999999h"})
    void durationsThatNoClockHoldsAreRefused(String text) {
        assertThatThrownBy(() -> Durations.of(text)).hasMessage("is too long; allowed: up to 3650d");
    }
}
