package nl.duwtje.gateway.action;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.PerRecipientHeaders;
import org.apache.mailet.base.GenericMailet;

/** What an operator might append. */
public final class TestMailets {

    private TestMailets() {}

    public static final class Subject extends GenericMailet {
        private String prefix;

        @Override
        public void init() throws MessagingException {
            prefix = getInitParameter("prefix");
            if (prefix == null) {
                throw new MessagingException("parameter prefix is missing");
            }
        }

        @Override
        public void service(Mail mail) throws MessagingException {
            mail.getMessage().setSubject(prefix + mail.getMessage().getSubject());
        }
    }

    public static final class Looks extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            if (mail.getMessage().getSubject() == null || mail.getRecipients().isEmpty() || mail.getMaybeSender().isNullSender()) {
                throw new MessagingException("nothing to see");
            }
        }
    }

    public static final class Throws extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            mail.getMessage().setSubject("half");
            throw new IllegalStateException("no");
        }
    }

    /** As a DKIM signer does: a new field on top, nothing else. */
    public static final class Signs extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            mail.getMessage().addHeader("DKIM-Signature", "v=1; d=example.org; s=new; b=nieuw");
        }
    }

    /** Changes and signs in one go. */
    public static final class ChangesAndSigns extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            mail.getMessage().setSubject("anders");
            mail.getMessage().addHeader("DKIM-Signature", "v=1; d=example.org; s=new; b=nieuw");
        }
    }

    public static final class Redirects extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            mail.setRecipients(java.util.List.of(new org.apache.james.core.MailAddress("archief@example.org")));
        }
    }

    /** A field for those who are named, and the postmaster in it. */
    public static final class Marks extends GenericMailet {
        @Override
        public void service(Mail mail) throws MessagingException {
            for (org.apache.james.core.MailAddress recipient : mail.getRecipients()) {
                if (recipient.asString().matches(getInitParameter("recipients"))) {
                    mail.addSpecificHeaderForRecipient(PerRecipientHeaders.Header.builder().name("X-Asked-By")
                            .value(getMailetContext().getPostmaster().asString() + "\r\nBcc: x@elders.test").build(), recipient);
                }
            }
        }
    }

    public static final class NoMailet {}
}
