package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.util.List;

import org.subethamail.smtp.server.Session;

import nl.duwtje.rules.mail.Extensions;

/** The verbs that need a few lines each. */
final class SimpleVerb extends Verb {

    /** What it does. */
    @FunctionalInterface
    interface Action {
        void run(Conversation conversation) throws IOException, Refusal;
    }

    private final Action action;

    SimpleVerb(String name, Action action) {
        super(name);
        this.action = action;
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        action.run(conversation);
    }

    static List<Verb> all() {
        return List.of(new SimpleVerb("EHLO", SimpleVerb::ehlo), new SimpleVerb("HELO", SimpleVerb::helo),
                new SimpleVerb("RSET", SimpleVerb::rset), new SimpleVerb("NOOP", SimpleVerb::noop),
                new SimpleVerb("QUIT", SimpleVerb::quit),
                new SimpleVerb("VRFY", SimpleVerb::vrfy), notHere("EXPN"), notHere("HELP"), notHere("AUTH"),
                new SimpleVerb(WireSocket.NO_COMMAND, SimpleVerb::noCommand));
    }

    private static void ehlo(Conversation conversation) throws IOException, Refusal {
        greet(conversation, true);
        SessionContext context = conversation.context();
        Extensions offered = context.offer().current();
        List<String> keywords = Offer.keywords(offered, context.certificates().isOn() && !conversation.isTls());
        conversation.wire().reply("250-" + context.settings().hostname());
        for (int i = 0; i < keywords.size(); i++) {
            conversation.wire().reply((i + 1 < keywords.size() ? "250-" : "250 ") + keywords.get(i));
        }
    }

    private static void helo(Conversation conversation) throws IOException, Refusal {
        greet(conversation, false);
        conversation.wire().reply("250 " + conversation.context().settings().hostname());
    }

    private static void greet(Conversation conversation, boolean withEhlo) throws Refusal {
        conversation.countJunk();
        String name = conversation.line().argument();
        if (name.isEmpty()) {
            throw new Refusal(501, "5.5.4", "say who you are: EHLO name");
        }
        conversation.greeted(name, withEhlo);
    }

    private static void rset(Conversation conversation) throws IOException, Refusal {
        conversation.countJunk();
        conversation.reset();
        conversation.ok("2.0.0", "reset");
    }

    private static void noop(Conversation conversation) throws IOException, Refusal {
        conversation.countJunk();
        conversation.ok("2.0.0", "nothing done");
    }

    private static void quit(Conversation conversation) throws IOException {
        conversation.wire().reply("221 2.0.0 goodbye");
        conversation.finish();
    }

    private static void vrfy(Conversation conversation) throws IOException, Refusal {
        conversation.countJunk();
        conversation.wire().reply("252 2.1.5 send mail to find out");
    }

    private static Verb notHere(String name) {
        return new SimpleVerb(name, conversation -> {
            throw new Refusal(502, "5.5.1", name + " is not offered");
        });
    }

    private static void noCommand(Conversation conversation) throws Refusal {
        CommandLine.Flaw flaw = conversation.line().flaw();
        throw flaw == CommandLine.Flaw.TOO_LONG
                ? new Refusal(500, "5.5.2", "the command line is too long")
                : flaw == CommandLine.Flaw.BAD_BYTES
                        ? new Refusal(500, "5.5.2", "a command is UTF-8 text that ends in CR LF")
                        : new Refusal(500, "5.5.1", "this is no command");
    }
}
