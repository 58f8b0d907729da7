package nl.duwtje.rules;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

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
    /** About so many: two that come back at once may both be kept. */
    private final int most = Runtime.getRuntime().availableProcessors();
    private final ConcurrentLinkedDeque<StatefulKnowledgeSessionImpl> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger kept = new AtomicInteger();

    RuleSessions(KieBase rules) {
        this.rules = rules;
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
        if (session.getFactCount() <= MOST_FACTS && session instanceof StatefulKnowledgeSessionImpl used && kept.get() < most) {
            used.reset();
            kept.incrementAndGet();
            idle.addFirst(used);
        } else {
            session.dispose();
        }
    }
}
