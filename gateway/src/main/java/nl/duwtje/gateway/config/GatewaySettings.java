package nl.duwtje.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import nl.duwtje.rules.decision.Mode;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/** gateway.yaml as a whole; {@code config/gateway.yaml} names and explains every key. */
public record GatewaySettings(SmtpSettings smtp, NextHopSettings nextHop, OrganisationSettings organisation, StoreSettings store,
        WebSettings web, ObserveSettings observe, RulesSettings rules, PolicyRef policy, HoldSettings hold, NoticeSettings notice,
        LoopSettings loop, List<MailetSettings> mailets, DirectorySettings directory, ReadersSettings readers, SignInSettings signIn) {

    public GatewaySettings {
        smtp = smtp == null ? new SmtpSettings(null, null, null, null, null, null, null, null, null, null, null, null, null, null) : smtp;
        nextHop = nextHop != null
                ? nextHop
                : without("next-hop", () -> new NextHopSettings(null, null, null, null, null, null, null, null, null, null));
        organisation = organisation != null ? organisation : without("organisation", () -> new OrganisationSettings(null, null));
        store = store == null ? new StoreSettings(null) : store;
        web = web == null ? new WebSettings(null, null) : web;
        observe = observe == null ? new ObserveSettings(null, null) : observe;
        rules = rules == null ? new RulesSettings(null, null) : rules;
        policy = policy == null ? new PolicyRef(null, null, null) : policy;
        hold = hold == null ? new HoldSettings(null, null, null, null, null, null, null, null) : hold;
        notice = notice == null ? new NoticeSettings(null, null, null, null, null, null, null) : notice;
        loop = loop == null ? new LoopSettings(null, null) : loop;
        mailets = mailets == null ? List.of() : List.copyOf(mailets);
        directory = directory == null ? new DirectorySettings(null) : directory;
        readers = readers == null ? new ReadersSettings(null, null) : readers;
        signIn = signIn == null ? SignInSettings.off() : signIn;
    }

    /** A section that is not in the file: its defaults, or the complaint about what it must have. */
    private static <T> T without(String section, Supplier<T> defaults) {
        try {
            return defaults.get();
        } catch (BadValue e) {
            throw new BadValue(section + "." + e.key(), e.getMessage());
        }
    }

    /** {@code organisation}: who is inside and who is a partner; everybody else is an outsider. */
    public record OrganisationSettings(CommaList domains, CommaList partners) {
        public OrganisationSettings {
            partners = partners == null ? CommaList.of() : partners;
            if (domains == null || domains.values().isEmpty()) {
                throw new BadValue("domains",
                        "is missing; name your own mail domains, like organisation.domains: [example.org, .example.org]");
            }
            check("domains", domains);
            check("partners", partners);
        }

        private static void check(String key, CommaList entries) {
            try {
                new Organisation(entries.values(), List.of());
            } catch (IllegalArgumentException e) {
                throw new BadValue(key, e.getMessage());
            }
        }

        public Organisation toOrganisation() {
            return new Organisation(domains.values(), partners.values());
        }
    }

    /** {@code store}: where held mail and the outbox live: {@code jdbc:sqlite:FILE}. */
    public record StoreSettings(String url) {
        public StoreSettings {
            url = url == null ? "jdbc:sqlite:duwtje.db" : url;
            if (!url.startsWith("jdbc:sqlite:") || url.length() == "jdbc:sqlite:".length() || url.contains("?")
                    || url.contains(":memory:")) {
                throw new BadValue("url", "must be jdbc:sqlite:FILE");
            }
        }

        /** The database file as configured. */
        public Path file() {
            return Path.of(url.substring("jdbc:sqlite:".length()));
        }
    }

    /** {@code web}: the confirmation pages; {@code base-url} is what links in notices begin with, and never comes from a request. */
    public record WebSettings(HostPort listen, String baseUrl) {
        public WebSettings {
            listen = listen == null ? new HostPort("127.0.0.1", 8025) : listen;
            baseUrl = baseUrl == null ? "" : baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
            if (!baseUrl.isEmpty() && !baseUrl.matches("https?://[^\\s/?#\"<>]+(/[^\\s?#\"<>]*)?")) {
                throw new BadValue("base-url", "must be like https://duwtje.example.org");
            }
        }
    }

    /** {@code observe}: /metrics, /livez and /readyz; {@code log} is text or json. */
    public record ObserveSettings(HostPort listen, LogFormat log) {
        public ObserveSettings {
            listen = listen == null ? new HostPort("127.0.0.1", 9025) : listen;
            log = log == null ? LogFormat.TEXT : log;
        }
    }

    /** How log lines look. */
    public enum LogFormat {
        TEXT, JSON
    }

    /**
     * {@code rules}: the folder of DRL files; the shipped ones when absent. {@code reload-every}: how often it is looked at for changes.
     */
    public record RulesSettings(Path directory, Duration reloadEvery) {
        public RulesSettings {
            reloadEvery = reloadEvery == null ? Duration.ofSeconds(2) : reloadEvery;
            SmtpSettings.timeout("reload-every", reloadEvery);
        }
    }

    /** {@code policy}: policy.yaml (the shipped one when absent) and the mode, which overrides the one in the file. */
    public record PolicyRef(Path file, Mode mode, Path personalData) {}

    /**
     * {@code hold}: how long a held message waits, when the one reminder goes, and how long after expiry it can still be sent after all.
     *
     * @param outboxLifetime how long the outbox tries before it gives up with a DSN
     * @param undo           how long a mail that a person released still waits, so that they can stop it; 0s: not at all
     * @param groupWindow    how long further transactions of a held message are known to be part of it
     * @param noticeDelay    the first notice goes when no more has come for so long
     * @param collect        how long one list of held mails is collected at most
     */
    public record HoldSettings(Duration expireAfter, Duration remindAfter, Duration grace, Duration outboxLifetime, Duration undo,
            Duration groupWindow, Duration noticeDelay, Duration collect) {
        public HoldSettings {
            expireAfter = expireAfter == null ? Duration.ofHours(24) : expireAfter;
            remindAfter = remindAfter == null ? expireAfter.dividedBy(2) : remindAfter;
            grace = grace == null ? Duration.ofDays(7) : grace;
            outboxLifetime = outboxLifetime == null ? Duration.ofDays(2) : outboxLifetime;
            undo = undo == null ? Duration.ofMinutes(2) : undo;
            groupWindow = groupWindow == null ? Duration.ofMinutes(15) : groupWindow;
            noticeDelay = noticeDelay == null ? Duration.ofSeconds(3) : noticeDelay;
            collect = collect == null ? Duration.ofMinutes(5) : collect;
            if (undo.compareTo(Duration.ofHours(1)) > 0) {
                throw new BadValue("undo", "must be 1h or less");
            }
            if (noticeDelay.compareTo(Duration.ofMinutes(5)) > 0) {
                throw new BadValue("notice-delay", "must be 5m or less: people wait for their notice");
            }
            if (expireAfter.toMillis() < 1000) {
                throw new BadValue("expire-after", "must be 1s or more");
            }
            if (remindAfter.compareTo(expireAfter) >= 0) {
                throw new BadValue("remind-after", "must be less than hold.expire-after");
            }
        }
    }

    /**
     * {@code notice}: the mails we write to people.
     *
     * @param from     their From; the default is duwtje@ the first own domain
     * @param language nl or en, or auto: the message's own language, else nl
     * @param timeZone the zone in which people read times
     * @param texts    folder with nl.yaml and en.yaml; the shipped ones when absent
     * @param replyAddress where people answer by mail, without the token that comes behind a plus sign; empty: they cannot
     * @param privacyOfficer who gets reports of incidents; empty: they are only stored
     * @param stories  folder with nl/*.md and en/*.md; the shipped ones when absent
     */
    public record NoticeSettings(String from, Language language, ZoneId timeZone, Path texts, Path stories, String replyAddress,
            String privacyOfficer) {
        public NoticeSettings {
            from = from == null ? "" : from;
            replyAddress = replyAddress == null ? "" : replyAddress;
            privacyOfficer = privacyOfficer == null ? "" : privacyOfficer;
            if (!privacyOfficer.isEmpty()) {
                try {
                    MailAddress.of(privacyOfficer);
                } catch (IllegalArgumentException e) {
                    throw new BadValue("privacy-officer", "is not a mail address; write privacy@example.org");
                }
            }
            language = language == null ? Language.AUTO : language;
            timeZone = timeZone == null ? ZoneId.of("Europe/Amsterdam") : timeZone;
            if (!from.isEmpty()) {
                try {
                    MailAddress.of(from);
                } catch (IllegalArgumentException e) {
                    throw new BadValue("from", "is not a mail address; write duwtje@example.org");
                }
            }
            if (!replyAddress.isEmpty() && !isReplyAddress(replyAddress)) {
                throw new BadValue("reply-address",
                        "must be an address of at most 20 letters, digits, dots and dashes before the @, which only"
                                + " the gateway receives; write confirm@duwtje.example.org");
            }
        }

        /** Room for a plus sign and a token in the 64 characters of a local part (RFC 5321 section 4.5.3.1.1). */
        private static boolean isReplyAddress(String text) {
            try {
                return MailAddress.of(text).localPart().matches("[A-Za-z0-9.-]{1,20}");
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        }
    }

    /** The languages notices are written in. */
    public enum Language {
        AUTO, NL, EN
    }

    /**
     * {@code loop}: the secret behind the Duwtje-Seen header, in a file (made at first start when absent, beside the store), and how many
     * times one message may pass.
     */
    public record LoopSettings(Path secretFile, Integer maxPasses) {
        public LoopSettings {
            maxPasses = maxPasses == null ? 3 : maxPasses;
            SmtpSettings.between("max-passes", maxPasses, 1, 100);
        }
    }

    /** {@code mailets}: third-party mailets run on every leg that leaves, in order: class name and init parameters. */
    public record MailetSettings(@com.fasterxml.jackson.annotation.JsonProperty("class") String className, Map<String, String> parameters) {
        public MailetSettings {
            parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
            if (className == null || className.isBlank()) {
                throw new BadValue("class", "is missing; name the mailet's class");
            }
        }
    }

    /** {@code directory}: the file with departments, ambassadors and service accounts; nothing is known of anybody when absent. */
    public record DirectorySettings(Path departments) {}

    /**
     * {@code readers}: the processes that read PDF, old Office and other risky attachments.
     *
     * @param children  at most so many at once, 1 to 64; half the processors, 2 to 8, when absent
     * @param timeLimit for one attachment, the wait for a free process included; what takes longer counts as not looked into
     */
    public record ReadersSettings(Integer children, Duration timeLimit) {
        public ReadersSettings {
            children = children == null ? Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 2, 8) : children;
            timeLimit = timeLimit == null ? Duration.ofSeconds(10) : timeLimit;
            SmtpSettings.between("children", children, 1, 64);
            if (timeLimit.toMillis() < 100 || timeLimit.compareTo(Duration.ofMinutes(2)) > 0) {
                throw new BadValue("time-limit", "must be 100ms to 2m");
            }
        }
    }
}
