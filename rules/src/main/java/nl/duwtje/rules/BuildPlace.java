package nl.duwtje.rules;

import java.io.IOException;

/**
 * Where rules are compiled. That takes seconds of processor time and much memory for a moment, which a JVM with mail to relay rather leaves to a
 * process of its own that runs {@link BuildMain}.
 */
@FunctionalInterface
public interface BuildPlace {

    /**
     * Called for one thread at a time.
     *
     * @param request for {@link BuildMain#answer}
     * @return what that answered
     * @throws IOException when it did not; the message says why, for the operator
     */
    byte[] answer(byte[] request) throws IOException;

    /** This JVM. */
    static BuildPlace here() {
        return BuildMain::answer;
    }
}
