package nl.duwtje.rules.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import nl.duwtje.rules.Findings;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;
import nl.duwtje.rules.settings.SettingsFile;

/** One folder: message.eml, envelope.yaml and expect.yaml; what goes in and what must come out. */
record Scenario(String name, Path folder, Given given, Expected expected) {

    private static final Set<String> DECISIONS = Set.of("deliver", "amend", "hold", "return", "refuse");

    /**
     * envelope.yaml.
     *
     * @param from     reverse-path; "" for the null sender
     * @param to       recipients
     * @param domains  what is inside
     * @param partners what belongs to partners
     * @param policy   what differs from the default policy.yaml: mode, limits
     */
    record Given(String from, CommaList to, CommaList domains, CommaList partners, PolicySettings policy) {
        Given {
            partners = partners == null ? CommaList.of() : partners;
            policy = policy == null ? PolicySettings.defaults() : policy;
            if (from == null || to == null || domains == null) {
                throw new BadValue("", "needs from, to and domains");
            }
        }

        Envelope envelope() {
            try {
                MailAddress reversePath = from.isEmpty() ? MailAddress.NULL : MailAddress.of(from);
                return Envelope.of(reversePath, to.values().stream().map(MailAddress::of).toList());
            } catch (AddressException e) {
                throw new IllegalArgumentException("envelope.yaml: " + e.getMessage(), e);
            }
        }
    }

    /**
     * expect.yaml. What is left out is not compared, except {@code rules} and {@code observed}: a rule that fires and is not named fails.
     *
     * @param decision  deliver, amend, hold, return or refuse
     * @param rules     all rules that fire
     * @param silent    rules that this message comes close to and that stay silent
     * @param observed  those of {@code rules} that are only counted (not looked at when the decision is deliver and it is left out)
     * @param legs      as "now: a@example.org -> hide-recipients" and "held: b@example.org"
     * @param proposals hide-recipients, one-by-one, without-attachment
     * @param tell      whether the sender is told what went out
     * @param evidence  what must be among the evidence: "visible-outsiders 7"
     */
    record Expected(String decision, CommaList rules, CommaList silent, CommaList observed, List<String> legs, CommaList proposals,
            Boolean tell, List<String> evidence) {
        Expected {
            if (decision == null || !DECISIONS.contains(decision)) {
                throw new BadValue("decision", "must be deliver, amend, hold, return or refuse");
            }
            rules = rules == null ? CommaList.of() : rules;
            silent = silent == null ? CommaList.of() : silent;
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /** @throws nl.duwtje.rules.settings.SettingsException when a file of it is missing or wrong */
    static Scenario read(Path folder) {
        Given given = SettingsFile.read(folder.resolve("envelope.yaml")).as(Given.class);
        Expected expected = SettingsFile.read(folder.resolve("expect.yaml")).as(Expected.class);
        String name = folder.getFileName().toString().replace("/", "");
        if (!Files.isRegularFile(folder.resolve("message.eml"))) {
            throw new nl.duwtje.rules.settings.SettingsException(folder.resolve("message.eml") + ": no such file");
        }
        return new Scenario(name, folder, given, expected);
    }

    /** What came out differently, one line each; empty when all is as expected. */
    List<String> differences(Policy policy, Inspection inspection) {
        try (MemoryMessage message = MemoryMessage.read(folder.resolve("message.eml"))) {
            Envelope envelope = given.envelope();
            Organisation organisation = new Organisation(given.domains().values(), given.partners().values());
            Facts facts = inspection.inspect(envelope, message, organisation, given.policy().limits());
            Findings found = policy.nudges(facts, given.policy().limits());
            if (found.failed()) {
                return List.of(found.failure());
            }
            return compare(found, policy.decide(envelope, facts, given.policy()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    private List<String> compare(Findings found, Decision decision) {
        List<String> differences = new ArrayList<>();
        differ("rules", ids(expected.rules().values()), ids(found.nudges().stream().map(Nudge::rule).toList()), differences);
        differ("decision", expected.decision(), Wording.kind(decision), differences);
        for (String id : expected.silent().values()) {
            if (found.nudges().stream().anyMatch(n -> n.rule().equals(id))) {
                differences.add(id + " was to stay silent, and fired");
            }
        }
        if (expected.observed() != null || !expected.decision().equals("deliver")) {
            List<String> only = expected.observed() == null ? List.of() : expected.observed().values();
            differ("observed", ids(only), ids(decision.observed().stream().map(Nudge::rule).toList()), differences);
        }
        if (expected.legs() != null) {
            differ("legs", expected.legs().toString(), Wording.legs(decision).toString(), differences);
        }
        if (expected.proposals() != null) {
            differ("proposals", expected.proposals().values().toString(), Wording.proposals(decision).toString(), differences);
        }
        if (expected.tell() != null) {
            differ("tell", expected.tell().toString(), String.valueOf(Wording.tell(decision)), differences);
        }
        List<String> evidence = found.nudges().stream().flatMap(n -> n.evidence().stream()).map(Wording::evidence).toList();
        for (String wanted : expected.evidence()) {
            if (!evidence.contains(wanted)) {
                differences.add("evidence: expected \"" + wanted + "\", got " + evidence);
            }
        }
        return differences;
    }

    private static String ids(List<String> rules) {
        return rules.isEmpty() ? "none" : String.join(", ", new TreeSet<>(rules));
    }

    private static void differ(String what, String wanted, String got, List<String> differences) {
        if (!wanted.equals(got)) {
            differences.add(what + ": expected " + wanted + ", got " + got);
        }
    }
}
