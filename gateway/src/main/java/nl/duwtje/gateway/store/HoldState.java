package nl.duwtje.gateway.store;

/** Where a held message is. HELD moves once, to one of the others; EXPIRED may still become RELEASED or AMENDED within its grace period. */
public enum HoldState {
    /** Waits for its sender. */
    HELD,
    /** Sent as it was. */
    RELEASED,
    /** Sent with addresses hidden or one by one. */
    AMENDED,
    /** Taken back by its sender. */
    CANCELLED,
    /** Nobody answered in time; the sender was told. */
    EXPIRED
}
