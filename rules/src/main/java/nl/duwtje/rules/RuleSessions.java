package nl.duwtje.rules;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

import org.drools.base.InitialFact;
import org.drools.core.impl.InternalRuleBase;
import org.drools.kiesession.session.StatefulKnowledgeSessionImpl;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;

/**
 * The sessions of one version of the rules. Making one costs more than using it, so a few are kept and used again, emptied as the engine's own
 * pools do it: facts, matches, memories, listeners. One that went wrong, or grew large, is not kept. Safe for all threads.
 */
final class RuleSessions {

    /** A session that held more keeps tables as large as that. */
    private static final int MOST_FACTS = 500;

    private final KieBase rules;
    private final boolean resettable;
    /** About so many: two that come back at once may both be kept. */
    private final int most = Runtime.getRuntime().availableProcessors();
    private final ConcurrentLinkedDeque<StatefulKnowledgeSessionImpl> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();

    RuleSessions(KieBase rules) {
        this.rules = rules;
        this.resettable = !beginsWithNothing(rules);
    }

    /**
     * Whether a rule has no fact to begin with: its first condition is {@code not} or {@code exists}. The engine begins it with a fact of its own,
     * which a reset does not bring back: such a rule would hold for the first message only.
     */
    private static boolean beginsWithNothing(KieBase rules) {
        return rules instanceof InternalRuleBase base && base.getRete().getObjectTypeNodes().stream()
                .anyMatch(node -> node.getObjectType().isAssignableTo(InitialFact.class) && !node.getObjectSinkPropagator().isEmpty());
    }

    /** An empty session; the caller gives it back or disposes of it. */
    KieSession take() {
        KieSession session = idle.pollFirst();
        if (session == null) {
            return rules.newKieSession();
        }
        kept.decrementAndGet();
        return session;
    }

    /** Only one in which all went well: the next message gets it. */
    void giveBack(KieSession session) {
        if (resettable && session.getFactCount() <= MOST_FACTS && session instanceof StatefulKnowledgeSessionImpl used
                && kept.get() < most) {
            used.reset();
            kept.incrementAndGet();
            idle.addFirst(used);
        } else {
            session.dispose();
        }
    }
}
