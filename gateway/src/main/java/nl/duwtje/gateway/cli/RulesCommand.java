package nl.duwtje.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.isolation.ReaderPool;
import nl.duwtje.gateway.isolation.ReaderSettings;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.RuleNames;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.inspect.Inspector;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.inspect.PersonalDataSettings;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mime.AddressLists;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.scenario.Answer;
import nl.duwtje.rules.scenario.Inspection;
import nl.duwtje.rules.scenario.RuleCheck;
import nl.duwtje.rules.scenario.Scenarios;
import nl.duwtje.rules.scenario.Try;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.ReadBefore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duwtje rules}: for whoever writes rules. Nothing here sends or stores mail. */
@Command(name = "rules", mixinStandardHelpOptions = true, description = "Checks rules, tries them on a message, runs their scenarios.", subcommands = {
        RulesCommand.Check.class, RulesCommand.TryRules.class, RulesCommand.Test.class})
final class RulesCommand {

    private RulesCommand() {}

    /** As the gateway looks into messages. */
    private static Inspection inspection(ReaderPool readers, OwnData own) {
        Extraction extraction = new Extraction(ExtractLimits.defaults(), readers, ReadBefore.nothing());
        return (envelope, message, organisation, limits) -> new Inspector(organisation, limits, extraction, own)
                .inspect(envelope, message);
    }

    private static ReaderPool readers() {
        return new ReaderPool(ReaderSettings.defaults(), new Meters());
    }

    private static int print(CommandSpec spec, Answer answer) {
        (answer.exitCode() == 0 ? spec.commandLine().getOut() : spec.commandLine().getErr()).print(answer.text());
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return answer.exitCode();
    }

    /** Where the DRL files of a folder are: in it, or in {@code policy/} in it. Empty for the shipped rules. */
    private static Optional<Path> rulesIn(Path folder) {
        if (folder == null) {
            return Optional.empty();
        }
        if (!Files.isDirectory(folder)) {
            throw new SettingsException(folder + ": no such folder");
        }
        Path policy = folder.resolve("policy");
        return Optional.of(Files.isDirectory(policy) && !hasRules(folder) ? policy : folder);
    }

    private static boolean hasRules(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".drl"));
        } catch (IOException e) {
            throw new SettingsException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@code duwtje rules check [DIR]}. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = "Compiles the rules and lists them, or says file, line, rule and reason for all that is wrong.")
    static final class Check implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Parameters(arity = "0..1", paramLabel = "DIR", description = "folder with *.drl (or with policy/*.drl); the shipped rules when absent")
        Path folder;

        @Override
        public Integer call() {
            return print(spec, RuleCheck.run(rulesIn(folder), YearMonth.now()));
        }
    }

    /** {@code duwtje rules test [DIR]}. */
    @Command(name = "test", mixinStandardHelpOptions = true, description = {
            "Runs the scenarios: each names the rules that must fire on its message, and any other firing fails.",
            "Each rule needs a scenario in which it fires and one in which it stays silent."})
    static final class Test implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Parameters(arity = "0..1", paramLabel = "DIR", description = "folder with *.drl and scenarios/ in it or beside it; the shipped ones when absent")
        Path folder;

        @Override
        public Integer call() {
            Optional<Path> rules = rulesIn(folder);
            Policy policy = Policy.load(rules);
            try (ReaderPool readers = readers()) {
                return print(spec, run(policy, rules.isEmpty(), inspection(readers, OwnData.none())).answer());
            }
        }

        private Scenarios.Report run(Policy policy, boolean shipped, Inspection inspection) {
            if (shipped) {
                return Scenarios.testShipped(policy, inspection);
            }
            Path inside = folder.resolve("scenarios");
            Path beside = folder.toAbsolutePath().normalize().resolveSibling("scenarios");
            if (!Files.isDirectory(inside) && !Files.isDirectory(beside)) {
                throw new SettingsException(folder + ": has no scenarios/ in it or beside it");
            }
            return Scenarios.test(policy, Files.isDirectory(inside) ? inside : beside, inspection);
        }
    }

    /** {@code duwtje rules try FILE.eml}. */
    @Command(name = "try", mixinStandardHelpOptions = true, description = {
            "Shows what the rules see in a message, which rules fire and why, and what would happen to it. Sends nothing.",
            "Without --config or --set, the sender's own domain is the organisation and the shipped rules are tried."})
    static final class TryRules implements Callable<Integer> {
        @Spec
        CommandSpec spec;
        @Mixin
        ConfigOptions options;
        @Parameters(arity = "0..1", paramLabel = "FILE.eml", description = "the message; may also stand behind --to")
        Path file;
        @Option(names = "--from", paramLabel = "A", description = "reverse-path; <> for the null sender (default: Sender, else From)")
        String from;
        @Option(names = "--to", paramLabel = "B", arity = "1..*", description = "recipients of the envelope (default: To, Cc and Bcc)")
        List<String> to = new ArrayList<>();
        @Option(names = "--rules", paramLabel = "DIR", description = "rules to try in place of those of --config")
        Path rules;
        @Option(names = "--json", description = "facts, nudges and decision as JSON")
        boolean json;

        /** Options with several values take all that follows: the message may be among the recipients. */
        private void findFile() {
            if (file != null) {
                return;
            }
            List<String> names = to.stream().filter(word -> Files.isRegularFile(Path.of(word))).toList();
            List<String> candidates = names.isEmpty() ? to.stream().filter(word -> word.indexOf('@') < 0).toList() : names;
            if (candidates.size() != 1) {
                throw new CommandLine.ParameterException(spec.commandLine(),
                        candidates.isEmpty() ? "give the message: FILE.eml" : "one message at a time: " + String.join(" ", candidates));
            }
            if (to.size() == 1) {
                throw new CommandLine.ParameterException(spec.commandLine(), "--to wants a recipient before " + candidates.getFirst());
            }
            to = to.stream().filter(word -> !word.equals(candidates.getFirst())).toList();
            file = Path.of(candidates.getFirst());
        }

        @Override
        public Integer call() throws IOException {
            findFile();
            boolean configured = options.config != null || !options.set.isEmpty();
            GatewaySettings settings = configured
                    ? options.readFor(List.of("next-hop.address=127.0.0.1:25", "organisation.domains=" + senderDomain()))
                    : null;
            Path folder = rules != null ? rules : settings == null ? null : settings.rules().directory();
            Policy tried = Policy.load(rulesIn(folder));
            PolicySettings policy = settings == null || settings.policy().file() == null
                    ? PolicySettings.defaults()
                    : numbers(SettingsFile.read(settings.policy().file()), tried);
            if (settings != null && settings.policy().mode() != null) {
                policy = policy.withMode(settings.policy().mode());
            }
            OwnData own = settings == null || settings.policy().personalData() == null
                    ? OwnData.none()
                    : SettingsFile.read(settings.policy().personalData()).as(PersonalDataSettings.class).toOwnData();
            Organisation organisation = settings == null
                    ? new Organisation(List.of(senderDomain()), List.of())
                    : settings.organisation().toOrganisation();
            try (ReaderPool readers = settings == null ? readers() : new ReaderPool(ReaderSettings.of(settings.readers()), new Meters())) {
                return print(spec, new Try(tried, policy, organisation, inspection(readers, own),
                        nudges -> said(settings, nudges)).run(file, Optional.ofNullable(from), to, json));
            }
        }

        /** policy.yaml, as serve would take it; rules that are only tried may lack some that it names. */
        private PolicySettings numbers(SettingsFile file, Policy tried) {
            PolicySettings numbers = file.as(PolicySettings.class);
            List<String> unknown = RuleNames.of(tried).unknown(file, numbers);
            if (rules == null && !unknown.isEmpty()) {
                throw new SettingsException(String.join("\n", unknown));
            }
            unknown.forEach(spec.commandLine().getErr()::println);
            return numbers;
        }

        /** What a notice would say of it, in every language. */
        private static List<String> said(GatewaySettings settings, List<Nudge> nudges) {
            Texts texts = Texts.load(settings == null ? null : settings.notice().texts());
            return Texts.LANGUAGES.stream()
                    .flatMap(language -> texts.sentences(nudges, language).stream().map(said -> language + ": " + said))
                    .toList();
        }

        /** "localhost" when the message names no sender. */
        private String senderDomain() throws IOException {
            if (from != null && from.indexOf('@') > 0) {
                return from.substring(from.lastIndexOf('@') + 1);
            }
            if (!Files.isReadable(file)) {
                throw new SettingsException(file + ": no such file, or it cannot be read");
            }
            try (MemoryMessage message = MemoryMessage.read(file)) {
                return AddressLists.of(MimeOutline.of(message.bytes()), "From").stream().findFirst().map(address -> address.domain())
                        .orElse("localhost");
            }
        }
    }
}
