package nl.duwtje.loadtest.scenario;

import java.util.List;
import java.util.Optional;

/** All there are, in the order to run them. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new Scenario("sink-only", "Sender straight into the sink: what measuring costs itself.", Relaying::sinkOnly),
            new Scenario("no-rules", "The gateway as a plain relay, its judgement switched off as far as that goes.", Relaying::noRules),
            new Scenario("rules", "All shipped rules and every search for personal data on.", Relaying::rules),
            new Scenario("attachments", "An office's mix of mail with attachments, and the cost of a message by its size.",
                    Relaying::attachments),
            new Scenario("hold-and-release", "Mail with personal data is held, its senders are told, all of them answer yes.",
                    Holding::run),
            new Scenario("slow-next-hop", "The server behind the gateway is slow, refuses, defers and drops connections.",
                    Relaying::slowNextHop),
            new Scenario("huge-and-hostile", "Fifty messages of 25 MB at once, then clients that mean harm beside ordinary mail.",
                    Trouble::hugeAndHostile),
            new Scenario("thousand-idle-sessions", "A thousand sessions that do nothing beside fifty that send.", Trouble::idleSessions),
            new Scenario("rules-reload", "The rules are edited again and again while mail goes through.", Reloading::run),
            new Scenario("steady-hour", "The same load for an hour: memory and latency over time.", Steady::run));

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    public static Optional<Scenario> named(String name) {
        return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
    }

    /** The short run behind {@code duwtje-loadtest check}. */
    public static Scenario check() {
        return new Scenario("check", "A short run for the ratios in limits.yaml.", Check::run);
    }
}
