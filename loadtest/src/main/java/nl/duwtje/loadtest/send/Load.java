package nl.duwtje.loadtest.send;

import java.time.Duration;

/**
 * How to send.
 *
 * @param sessions      connections at once
 * @param perConnection messages per connection; then QUIT and a new one
 * @param rate          messages a second whatever happens (open loop); 0 for as fast as replies come (closed loop)
 * @param time          how long messages are begun
 * @param most          messages at most; 0 for no limit
 * @param tls           STARTTLS first
 * @param bdat          BDAT LAST (RFC 3030) instead of DATA
 * @param patience      how long after {@code time} replies are waited for
 */
public record Load(int sessions, int perConnection, double rate, Duration time, int most, boolean tls, boolean bdat, Duration patience) {

    /** Fifty sessions at full speed. */
    public static Load closed(int sessions, Duration time) {
        return new Load(sessions, 20, 0, time, 0, false, false, Duration.ofSeconds(60));
    }

    public Load withRate(double other) {
        return new Load(sessions, perConnection, other, time, most, tls, bdat, patience);
    }

    public Load withTime(Duration other) {
        return new Load(sessions, perConnection, rate, other, most, tls, bdat, patience);
    }

    public Load withMost(int other) {
        return new Load(sessions, perConnection, rate, time, other, tls, bdat, patience);
    }

    public Load withSessions(int other) {
        return new Load(other, perConnection, rate, time, most, tls, bdat, patience);
    }

    public Load over(boolean useTls, boolean useBdat) {
        return new Load(sessions, perConnection, rate, time, most, useTls, useBdat, patience);
    }

    boolean isOpen() {
        return rate > 0;
    }
}
