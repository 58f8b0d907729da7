package nl.duwtje.rules;

import java.util.List;
import java.util.stream.Collectors;

/** No policy can be made of these rules. The message is all errors, one per line. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final transient List<PolicyError> errors;

    public PolicyException(List<PolicyError> errors) {
        super(errors.stream().map(PolicyError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** One or more, in file order. */
    public List<PolicyError> errors() {
        return errors;
    }
}
