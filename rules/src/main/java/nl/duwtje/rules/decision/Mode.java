package nl.duwtje.rules.decision;

/**
 * How far rules may go. OBSERVE: nothing happens to a message, findings are counted. NUDGE: the sender has the last word, so a refusal
 * becomes a return. ENFORCE: a refusal refuses.
 */
public enum Mode {
    OBSERVE, NUDGE, ENFORCE
}
