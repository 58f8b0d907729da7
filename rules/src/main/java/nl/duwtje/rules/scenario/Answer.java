package nl.duwtje.rules.scenario;

/**
 * What a command prints and how it ends.
 *
 * @param text     lines, each ended
 * @param exitCode 0 well, 1 something is wrong with what was looked at, 2 it could not be looked at
 */
public record Answer(String text, int exitCode) {

    static Answer unusable(String reason) {
        return new Answer(reason + "\n", 2);
    }
}
