package nl.duwtje.rules.text;

import java.io.IOException;

/** Ends the reading of one file within the room; its reason, one of the constants, becomes {@link Extracted#notInspected}. */
public final class NotInspected extends IOException {

    private static final long serialVersionUID = 1;

    public static final String ENCRYPTED = "encrypted";
    public static final String CORRUPT = "corrupt";
    public static final String TOO_LARGE = "too large";
    public static final String TOO_DEEP = "too deep";
    public static final String TOO_SLOW = "too slow";
    public static final String UNSUPPORTED = "unsupported";
    public static final String IMAGE = "image";

    public NotInspected(String reason) {
        super(reason);
    }

    /** Every picture ends in one: its reason is all that is asked of it, and a stack trace costs more than looking at the picture. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
