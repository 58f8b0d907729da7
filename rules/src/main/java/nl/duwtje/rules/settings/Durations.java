package nl.duwtje.rules.settings;

import java.time.Duration;

/** Durations as people write them: "500ms", "30s", "5m", "24h", "30d"; at most ten years, so that no clock overflows. */
public final class Durations {

    private static final String ALLOWED = "a whole number with ms, s, m, h or d, like 30s";

    private Durations() {}

    public static Duration of(String text) {
        String s = text.strip();
        int digits = 0;
        while (digits < s.length() && s.charAt(digits) >= '0' && s.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw new IllegalArgumentException("is not a duration; allowed: " + ALLOWED);
        }
        long n = Long.parseLong(s.substring(0, digits));
        Duration duration = switch (s.substring(digits).strip()) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            case "h" -> Duration.ofHours(n);
            case "d" -> Duration.ofDays(n);
            default -> throw new IllegalArgumentException("is not a duration; allowed: " + ALLOWED);
        };
        if (duration.toDays() > 3650) {
            throw new IllegalArgumentException("is too long; allowed: up to 3650d");
        }
        return duration;
    }
}
