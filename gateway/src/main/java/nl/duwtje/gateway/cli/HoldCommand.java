package nl.duwtje.gateway.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.HeldMail;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.ForwardPath;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duwtje hold}: looks at and answers held mail, beside a running gateway or without one. */
@Command(name = "hold", mixinStandardHelpOptions = true, description = {
        "Held mail: list it, look at one, release or take back in the sender's place.",
        "Works on the store that gateway.yaml names, while the gateway runs or not. Never shows content."}, subcommands = {
                HoldCommand.ListHolds.class, HoldCommand.Show.class, HoldCommand.ReleaseHold.class, HoldCommand.CancelHold.class})
final class HoldCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the four have in common. */
    abstract static class OnHolds implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Mixin
        ConfigOptions options;
        @Option(names = "--json", description = "one JSON object per hold, one per line")
        boolean json;

        final PrintWriter out() {
            return spec.commandLine().getOut();
        }

        final void print(Hold hold, boolean wide) {
            out().println(json ? json(hold) : wide ? wide(hold) : line(hold));
            out().flush();
        }

        final int missing(String id) {
            spec.commandLine().getErr().println("duwtje: no held mail with id " + id + "; see duwtje hold list --all");
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    /** {@code duwtje hold list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists held mail, newest first.")
    static final class ListHolds extends OnHolds {
        @Option(names = "--all", description = "also what has been answered or has expired")
        boolean all;
        @Option(names = "--limit", paramLabel = "N", defaultValue = "1000", description = "at most this many (default ${DEFAULT-VALUE})")
        int limit;

        @Override
        public Integer call() throws Exception {
            try (HeldMail held = Gateway.heldMail(options.readFor(List.of("next-hop.address=127.0.0.1:25")))) {
                held.list(all ? List.of(HoldState.values()) : List.of(HoldState.HELD), limit).forEach(hold -> print(hold, false));
            }
            return 0;
        }
    }

    /** {@code duwtje hold show ID}. */
    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one: recipients, reasons, what was decided.")
    static final class Show extends OnHolds {
        @Parameters(paramLabel = "ID")
        String id;

        @Override
        public Integer call() throws Exception {
            try (HeldMail held = Gateway.heldMail(options.readFor(List.of("next-hop.address=127.0.0.1:25")))) {
                Optional<Hold> hold = held.find(id);
                hold.ifPresent(found -> print(found, true));
                return hold.isPresent() ? 0 : missing(id);
            }
        }
    }

    /** {@code duwtje hold release ID}. */
    @Command(name = "release", mixinStandardHelpOptions = true, description = "Sends one, in its sender's place. The sender is told.")
    static final class ReleaseHold extends OnHolds {
        @Parameters(paramLabel = "ID")
        String id;
        @Option(names = "--choice", paramLabel = "CHOICE", defaultValue = "send", description = "send, send-hidden, send-one-by-one or send-without-attachment (default ${DEFAULT-VALUE})")
        String choice;

        @Override
        public Integer call() throws Exception {
            Choice wanted = Choice.of(choice).filter(c -> c.sends() && c != Choice.SEND_INSIDE_ONLY)
                    .orElseThrow(() -> new CommandLine.ParameterException(spec.commandLine(),
                            "--choice must be send, send-hidden, send-one-by-one or send-without-attachment"));
            return answer(this, id, wanted);
        }
    }

    /** {@code duwtje hold cancel ID}. */
    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Takes one back, in its sender's place. The sender gets it as a draft.")
    static final class CancelHold extends OnHolds {
        @Parameters(paramLabel = "ID")
        String id;

        @Override
        public Integer call() throws Exception {
            return answer(this, id, Choice.CANCEL);
        }
    }

    private HoldCommand() {}

    private static int answer(OnHolds command, String id, Choice choice) throws Exception {
        try (HeldMail held = Gateway.heldMail(command.options.readFor(List.of("next-hop.address=127.0.0.1:25")))) {
            Optional<Hold> hold = held.find(id);
            if (hold.isEmpty()) {
                return command.missing(id);
            }
            boolean decided = held.answer(hold.get(), choice).decidedNow();
            command.print(held.find(id).orElse(hold.get()), false);
            if (!decided) {
                command.spec.commandLine().getErr().println("duwtje: " + id + " had been decided before; nothing changed");
                command.spec.commandLine().getErr().flush();
            }
            return decided ? 0 : 1;
        }
    }

    private static String line(Hold hold) {
        List<ForwardPath> to = hold.envelope().recipients();
        return "%s  %-9s  %s  %s -> %s%s  %s".formatted(hold.id(), hold.state(), hold.heldAt(), hold.envelope().reversePath(),
                to.get(0).address(),
                to.size() == 1 ? "" : " and " + (to.size() - 1) + " more",
                String.join(" ", hold.nudges().stream().map(Nudge::rule).toList()));
    }

    private static String wide(Hold hold) {
        StringBuilder text = new StringBuilder(line(hold)).append("\n  expires ").append(hold.expiresAt());
        hold.nudges().forEach(nudge -> nudge.evidence()
                .forEach(seen -> text.append("\n  ").append(nudge.rule()).append(' ').append(seen.key()).append(' ')
                        .append(String.join(", ", seen.values()))));
        hold.envelope().recipients().forEach(to -> text.append("\n  to ").append(to.address()));
        if (!hold.answer().choice().isEmpty()) {
            text.append("\n  ").append(hold.answer().choice()).append(" by ").append(hold.answer().by()).append(" at ")
                    .append(hold.answer().at());
        }
        return text.toString();
    }

    private static String json(Hold hold) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", hold.id());
        map.put("state", hold.state().name());
        map.put("heldAt", hold.heldAt().toString());
        map.put("expiresAt", hold.expiresAt().toString());
        map.put("from", hold.envelope().reversePath().text());
        map.put("to", hold.envelope().recipients().stream().map(to -> to.address().text()).toList());
        map.put("messageId", hold.facts().message().messageId());
        map.put("rules", hold.nudges().stream().map(Nudge::rule).toList());
        map.put("choice", hold.answer().choice());
        map.put("by", hold.answer().by());
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
