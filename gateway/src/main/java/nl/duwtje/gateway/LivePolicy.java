package nl.duwtje.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.inspect.PersonalDataSettings;
import nl.duwtje.rules.BuildPlace;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicyError;
import nl.duwtje.rules.PolicyException;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.RestraintSettings;
import nl.duwtje.rules.RuleNames;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Mode;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.inspect.Inspector;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.inspect.Unreadable;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.scenario.Inspection;
import nl.duwtje.rules.scenario.Scenarios;
import nl.duwtje.rules.personaldata.OwnData;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * The rules and numbers in use, replaced as a whole when the files on disk change. A file that does not compile or load changes nothing:
 * the old ones stay, and log and meter say so. Safe for all threads; {@link #reloadWhenChanged} is for one.
 */
final class LivePolicy {

    private static final Logger LOG = LoggerFactory.getLogger(LivePolicy.class);

    private record InUse(PolicySettings settings, Inspector inspector, OwnData own) {}

    private final GatewaySettings gateway;
    private final Organisation organisation;
    private final Policy policy;
    private final Predicate<String> banners;
    private final Meters meters;
    private final Extraction extraction;
    private volatile InUse inUse;
    private volatile boolean rulesAreCurrent = true;
    private volatile boolean settingsAreCurrent = true;
    private List<FileTime> settingsRead;

    /**
     * @param place      where rules are compiled
     * @param extraction how attachments are read
     * @param banners    whether the texts have a banner of this key
     * @throws PolicyException   when the rules are wrong at start
     * @throws SettingsException              when policy.yaml is
     */
    LivePolicy(GatewaySettings gateway, BuildPlace place, Extraction extraction, Predicate<String> banners, Meters meters) {
        this.gateway = gateway;
        this.organisation = gateway.organisation().toOrganisation();
        this.meters = meters;
        this.extraction = extraction;
        this.banners = banners;
        this.policy = Policy.load(Optional.ofNullable(gateway.rules().directory()), place);
        List<PolicyError> unknown = policy.unknownBanners(banners);
        if (!unknown.isEmpty()) {
            throw new PolicyException(unknown);
        }
        this.settingsRead = settingsTime();
        use(checked(), ownData(gateway.policy()));
        meters.gauge(Meters.RULES_CURRENT, () -> rulesAreCurrent && settingsAreCurrent ? 1 : 0);
    }

    Facts inspect(Envelope envelope, RawMessage message) {
        return inUse.inspector.inspect(envelope, message);
    }

    /** What is known of a message that cannot be read. */
    Facts unreadable(Envelope envelope, long size, String messageId) {
        return Unreadable.of(envelope, organisation, size, messageId);
    }

    Decision decide(Envelope envelope, Facts facts) {
        return policy.decide(envelope, facts, inUse.settings);
    }

    /** As {@link #decide}, but nothing may happen: for senders nobody can ask. */
    Decision observe(Envelope envelope, Facts facts) {
        return policy.decide(envelope, facts, inUse.settings.withMode(Mode.OBSERVE));
    }

    /** The decision when some rules only observe this time. */
    Decision sparing(Predicate<String> spared, Decision decision, Envelope envelope, Facts facts) {
        return Policy.sparing(spared, decision, envelope, facts, inUse.settings);
    }

    /** How often one person is asked, by the settings in use. */
    RestraintSettings restraint() {
        return inUse.settings.restraint();
    }

    /** What stands in To of a message whose addresses are hidden, by the settings in use. */
    PolicySettings.HideTo hideTo() {
        return inUse.settings.hide().to();
    }

    /** What is asked of a sender who answers, by the settings in use. */
    PolicySettings.Answers answers() {
        return inUse.settings.answers();
    }

    int ruleCount() {
        return policy.rules().size();
    }

    /** Looks at the files and takes them into use when they changed and are right. */
    void reloadWhenChanged() {
        boolean rulesChanged = policy.changedOnDisk();
        if (rulesChanged) {
            reloadRules();
        }
        List<FileTime> now = settingsTime();
        if (!now.equals(settingsRead)) {
            settingsRead = now;
            reloadSettings();
        } else if (rulesChanged && rulesAreCurrent) {
            // settings that were wrong may have waited for these rules, and settings that were right may name one that is gone
            if (settingsAreCurrent) {
                unknownRules().forEach(unknown -> LOG.warn("does nothing any more: {}", unknown));
            } else {
                reloadSettings();
            }
        }
    }

    private void reloadRules() {
        List<PolicyError> errors = policy.reload(this::objections);
        rulesAreCurrent = errors.isEmpty();
        complain(errors.stream().map(PolicyError::toString).toList());
        if (errors.isEmpty()) {
            LOG.info("rules reloaded: {} rules, digest {}", policy.rules().size(), policy.digest());
        }
    }

    private void reloadSettings() {
        try {
            use(checked(), ownData(gateway.policy()));
            settingsAreCurrent = true;
            LOG.info("policy settings reloaded from {}", gateway.policy().file());
        } catch (SettingsException e) {
            settingsAreCurrent = false;
            complain(e.getMessage().lines().toList());
        }
    }

    /** Before new rules are taken into use their banners must be known, and the scenarios beside them, if the folder has any, must hold. */
    private List<PolicyError> objections(Policy candidate) {
        List<PolicyError> unknown = candidate.unknownBanners(banners);
        return unknown.isEmpty() ? scenarios(candidate) : unknown;
    }

    private List<PolicyError> scenarios(Policy candidate) {
        Path folder = gateway.rules().directory().resolve("scenarios");
        Inspection inspection = (envelope, message, parties, limits) -> new Inspector(parties, limits, extraction, inUse.own)
                .inspect(envelope, message);
        return Files.isDirectory(folder) ? Scenarios.test(candidate, folder, inspection).errors() : List.of();
    }

    private void complain(List<String> reasons) {
        if (!reasons.isEmpty()) {
            meters.reloadFailed();
            reasons.forEach(reason -> LOG.error("not taken into use, the old rules stay: {}", reason));
        }
    }

    private void use(PolicySettings settings, OwnData own) {
        inUse = new InUse(settings, new Inspector(organisation, settings.limits(), extraction, own), own);
    }

    private List<FileTime> settingsTime() {
        return List.of(time(gateway.policy().file()), time(gateway.policy().personalData()));
    }

    private static FileTime time(Path file) {
        try {
            return file == null ? FileTime.fromMillis(0) : Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(-1);
        }
    }

    /** personal-data.yaml, or nothing of one's own. */
    static OwnData ownData(GatewaySettings.PolicyRef ref) {
        return ref.personalData() == null
                ? OwnData.none()
                : SettingsFile.read(ref.personalData()).as(PersonalDataSettings.class).toOwnData();
    }

    /** policy.yaml, which may only ask for what gateway.yaml has, and of rules that there are. */
    private PolicySettings checked() {
        PolicySettings settings = AnswerRights.checked(settings(gateway.policy()), gateway.signIn());
        List<String> unknown = unknownRules();
        if (!unknown.isEmpty()) {
            throw new SettingsException(String.join("\n", unknown));
        }
        return settings;
    }

    private List<String> unknownRules() {
        if (gateway.policy().file() == null) {
            return List.of();
        }
        SettingsFile file = SettingsFile.read(gateway.policy().file());
        return RuleNames.of(policy).unknown(file, file.as(PolicySettings.class));
    }

    /** policy.yaml with the mode of gateway.yaml on top. */
    static PolicySettings settings(GatewaySettings.PolicyRef ref) {
        PolicySettings settings = ref.file() == null ? PolicySettings.defaults() : SettingsFile.read(ref.file()).as(PolicySettings.class);
        return ref.mode() == null ? settings : settings.withMode(ref.mode());
    }
}
