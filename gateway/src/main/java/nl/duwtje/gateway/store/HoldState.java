package nl.duwtje.gateway.store;

/** Where a held message is. HELD moves once, to one of the others (back within the time to stop it); EXPIRED may still become RELEASED or AMENDED within its grace period. */
public enum HoldState {
    /** Waits for its sender. */
    HELD,
    /** Sent as it was. */
    RELEASED,
    /** Sent, but changed: addresses hidden, one by one, without an attachment, only to inside recipients. */
    AMENDED,
    /** Not sent: taken back by its sender, or wanted only for inside recipients, who had it already. */
    CANCELLED,
    /** Nobody answered in time; the sender was told. */
    EXPIRED
}
