package nl.duwtje.rules.decision;

import java.util.List;

/**
 * What a set of nudges leads to. {@code nudges} are those that took effect, {@code observed} those that were only counted (their rule, or
 * everything, runs in observe mode).
 */
public sealed interface Decision {

    List<Nudge> nudges();

    List<Nudge> observed();

    /** All recipients get it as it came. */
    record Deliver(List<Nudge> observed) implements Decision {
        public Deliver {
            observed = List.copyOf(observed);
        }

        @Override
        public List<Nudge> nudges() {
            return List.of();
        }
    }

    /**
     * All recipients get it now, some of them changed.
     *
     * @param legs one or more; together all recipients
     * @param tell whether the sender is told what went out (after hiding addresses, not after a banner)
     */
    record Amend(List<Leg> legs, boolean tell, List<Nudge> nudges, List<Nudge> observed) implements Decision {
        public Amend {
            legs = List.copyOf(legs);
            nudges = List.copyOf(nudges);
            observed = List.copyOf(observed);
        }
    }

    /**
     * The sender is asked first.
     *
     * @param now       legs that go at once (the inside leg), maybe none
     * @param held      the leg that waits; its actions are carried out when it is released
     * @param proposals what the sender is offered next to "send as is" and "take back"
     */
    record Hold(List<Leg> now, Leg held, List<Nudge.Proposal> proposals, List<Nudge> nudges, List<Nudge> observed) implements Decision {
        public Hold {
            now = List.copyOf(now);
            proposals = List.copyOf(proposals);
            nudges = List.copyOf(nudges);
            observed = List.copyOf(observed);
        }
    }

    /** Nobody gets it; the sender gets an explanation with the original as a draft. Sent again within the hour, it goes. */
    record Return(List<Nudge> nudges, List<Nudge> observed) implements Decision {
        public Return {
            nudges = List.copyOf(nudges);
            observed = List.copyOf(observed);
        }
    }

    /** Nobody gets it; the client is told 550 5.7.1. */
    record Refuse(List<Nudge> nudges, List<Nudge> observed) implements Decision {
        public Refuse {
            nudges = List.copyOf(nudges);
            observed = List.copyOf(observed);
        }
    }
}
