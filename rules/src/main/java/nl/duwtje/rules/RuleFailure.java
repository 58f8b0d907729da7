package nl.duwtje.rules;

/** A rule threw or went round and round on one message: no decision can be made, the answer is temporary (4yz). */
public final class RuleFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason names the rule when it is known; no content of the message */
    public RuleFailure(String reason) {
        super(reason);
    }
}
