package nl.duwtje.gateway.delivery;

/** What to do when the next hop refuses some recipients of a message but not all. */
public enum Partial {
    /**
     * Do not send the body. The recipients it would have taken are NOT_TRIED: whoever asked must first make sure that the refused ones are
     * not forgotten, and then deliver with {@link #PROCEED}.
     */
    ABORT,
    /** Deliver to the ones it takes. */
    PROCEED
}
