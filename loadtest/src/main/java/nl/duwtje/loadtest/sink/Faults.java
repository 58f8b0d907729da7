package nl.duwtje.loadtest.sink;

import java.time.Duration;

/**
 * How a sink misbehaves, each at every n-th message; 0 is never.
 *
 * @param delay  between the end of data and its reply
 * @param defer  answered 451
 * @param refuse answered 550
 * @param hang   never answered, the connection stays
 * @param drop   never answered, the connection is closed
 */
public record Faults(Duration delay, int defer, int refuse, int hang, int drop) {

    public static final Faults NONE = new Faults(Duration.ZERO, 0, 0, 0, 0);

    /** A next hop that takes its time. */
    public static Faults slow(Duration delay) {
        return new Faults(delay, 0, 0, 0, 0);
    }

    /** What happens to one message. */
    enum Fate {
        TAKE, DEFER, REFUSE, HANG, DROP
    }

    Fate of(long message) {
        if (is(message, drop)) {
            return Fate.DROP;
        }
        if (is(message, hang)) {
            return Fate.HANG;
        }
        if (is(message, refuse)) {
            return Fate.REFUSE;
        }
        return is(message, defer) ? Fate.DEFER : Fate.TAKE;
    }

    private static boolean is(long message, int every) {
        return every > 0 && message % every == 0;
    }
}
