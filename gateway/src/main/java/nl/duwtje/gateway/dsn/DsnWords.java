package nl.duwtje.gateway.dsn;

import java.util.List;

/** What a DSN tells its reader, in Dutch and English: what happened, to whom, and what to do. */
final class DsnWords {

    private static final int MOST_NAMED = 50;

    private DsnWords() {}

    static String subject(Dsn dsn) {
        if (dsn.hasFailure()) {
            return "Niet bezorgd / Not delivered";
        }
        boolean delayed = dsn.recipients().stream().anyMatch(r -> r.action() == Dsn.Action.DELAYED);
        return delayed ? "Later bezorgd / Delayed" : "Doorgestuurd / Relayed";
    }

    static String text(Dsn dsn) {
        StringBuilder text = new StringBuilder(1000);
        say(text, dsn, Dsn.Action.FAILED, """
                Je bericht is bij deze ontvangers niet bezorgd. Controleer het adres,
                of neem op een andere manier contact op.
                Your message was not delivered to these recipients. Please check the
                address, or reach them in another way.
                """);
        say(text, dsn, Dsn.Action.DELAYED, """
                Je bericht is bij deze ontvangers nog niet bezorgd. Je hoeft niets te
                doen: we blijven het proberen.
                Your message has not yet been delivered to these recipients. There is
                nothing you need to do: we keep trying.
                """);
        say(text, dsn, Dsn.Action.RELAYED, """
                Je bericht is voor deze ontvangers doorgestuurd naar een mailserver die
                de bezorging niet terugmeldt.
                Your message for these recipients was passed to a mail server that does
                not report delivery.
                """);
        text.append("""
                Hieronder staan de gegevens voor je beheerder en de kop van je bericht.
                Details for your administrator and your message's headers follow.
                """);
        return text.toString().replace("\n", "\r\n");
    }

    private static void say(StringBuilder text, Dsn dsn, Dsn.Action action, String words) {
        List<Dsn.Recipient> recipients = dsn.recipients().stream().filter(r -> r.action() == action).toList();
        if (recipients.isEmpty()) {
            return;
        }
        text.append(words).append('\n');
        for (Dsn.Recipient recipient : recipients.subList(0, Math.min(recipients.size(), MOST_NAMED))) {
            text.append("  ").append(recipient.path().address().text()).append('\n');
            text.append("    ").append(recipient.reply().line()).append('\n');
        }
        if (recipients.size() > MOST_NAMED) {
            text.append("  + ").append(recipients.size() - MOST_NAMED).append('\n');
        }
        text.append('\n');
    }
}
