package nl.duwtje.gateway.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.rules.inspect.PersonalDataSettings;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicyException;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.RuleNames;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code duwtje config}. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Looks after the configuration.", subcommands = ConfigCommand.Check.class)
final class ConfigCommand {

    /** {@code duwtje config check FILE}. */
    @Command(name = "check", mixinStandardHelpOptions = true, description = {
            "Reads gateway.yaml and everything it names (policy.yaml, personal-data.yaml, departments.yaml, rules, texts, stories, certificates, mailets) as serve would, and says what is wrong.",
            "Opens no port and no store. Exit code 0 when nothing is wrong, 1 when something is."})
    static final class Check implements Callable<Integer> {

        @Spec
        CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "gateway.yaml")
        Path file;

        @Override
        public Integer call() {
            GatewaySettings settings = SettingsFile.read(file).as(GatewaySettings.class);
            List<String> wrong = new ArrayList<>();
            Texts texts = Texts.load(settings.notice().texts());
            Optional<Policy> policy = rules(settings, texts, wrong);
            if (settings.policy().file() != null) {
                try {
                    SettingsFile policyFile = SettingsFile.read(settings.policy().file());
                    PolicySettings numbers = policyFile.as(PolicySettings.class);
                    policy.ifPresent(rules -> wrong.addAll(RuleNames.of(rules).unknown(policyFile, numbers)));
                } catch (SettingsException e) {
                    wrong.add(e.getMessage());
                }
            }
            if (settings.policy().personalData() != null) {
                try {
                    SettingsFile.read(settings.policy().personalData()).as(PersonalDataSettings.class);
                } catch (SettingsException e) {
                    wrong.add(e.getMessage());
                }
            }
            try {
                Directory.read(settings.directory().departments()).close();
            } catch (SettingsException e) {
                wrong.add(e.getMessage());
            }
            wrong.addAll(Gateway.check(settings));
            wrong.addAll(texts.check());
            try {
                wrong.addAll(Stories.load(settings.notice().stories()).check());
            } catch (SettingsException e) {
                wrong.add(e.getMessage());
            }
            wrong.stream().distinct().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            if (wrong.isEmpty()) {
                spec.commandLine().getOut().println(file + ": all right");
                spec.commandLine().getOut().flush();
            }
            return wrong.isEmpty() ? 0 : 1;
        }

        private static Optional<Policy> rules(GatewaySettings settings, Texts texts, List<String> wrong) {
            try {
                Policy policy = Policy.load(Optional.ofNullable(settings.rules().directory()));
                policy.unknownBanners(texts::hasBanner).forEach(error -> wrong.add(error.toString()));
                return Optional.of(policy);
            } catch (PolicyException e) {
                e.errors().forEach(error -> wrong.add(error.toString()));
                return Optional.empty();
            }
        }
    }
}
