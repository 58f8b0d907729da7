package nl.duwtje.gateway.web;

import nl.duwtje.gateway.store.Hold;
import nl.duwtje.rules.mail.MailAddress;

/** Who may answer, where a link alone is not enough. Safe for all threads. */
public interface Rights {

    /** Whether it can be that somebody must sign in: if not, no hold is looked up to find out. */
    default boolean mayNeedSignIn() {
        return true;
    }

    /** Whether somebody must sign in before an answer counts. */
    boolean needsSignIn(Hold hold);

    /** Whether whoever has this mailbox may answer: one of those who were told. */
    boolean mayAnswer(Hold hold, MailAddress mailbox);

    /** Whoever has the link may answer. */
    Rights BY_LINK = new Rights() {
        @Override
        public boolean mayNeedSignIn() {
            return false;
        }

        @Override
        public boolean needsSignIn(Hold hold) {
            return false;
        }

        @Override
        public boolean mayAnswer(Hold hold, MailAddress mailbox) {
            return true;
        }
    };
}
