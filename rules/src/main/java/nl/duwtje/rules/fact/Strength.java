package nl.duwtje.rules.fact;

/** How sure a finding is: HIGH has evidence beside it (a label, a column), LOW is shape and checksum alone. */
public enum Strength {
    LOW, MEDIUM, HIGH
}
