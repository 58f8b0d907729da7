package nl.duwtje.rules.text;

import java.io.IOException;

/** Ends the reading of one file within the room; its reason becomes {@link Extracted#notInspected}. */
final class NotInspected extends IOException {

    private static final long serialVersionUID = 1;

    static final String ENCRYPTED = "encrypted";
    static final String CORRUPT = "corrupt";
    static final String TOO_LARGE = "too large";
    static final String TOO_DEEP = "too deep";
    static final String TOO_SLOW = "too slow";
    static final String UNSUPPORTED = "unsupported";
    static final String IMAGE = "image";

    NotInspected(String reason) {
        super(reason);
    }
}
