package nl.duwtje.gateway;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.action.ActionSettings;
import nl.duwtje.gateway.action.Actions;
import nl.duwtje.gateway.action.BannerText;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.RetrySchedule;
import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.dsn.DsnWriter;
import nl.duwtje.gateway.isolation.CompilingChild;
import nl.duwtje.gateway.isolation.ReaderPool;
import nl.duwtje.gateway.isolation.ReaderSettings;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.notice.ReplyAddress;
import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.signin.SignIn;
import nl.duwtje.gateway.smtp.SmtpServer;
import nl.duwtje.gateway.store.SqliteStore;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.web.ObserveServer;
import nl.duwtje.gateway.web.WebServer;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.ReadBefore;

/** The gateway put together: every object is made here, by hand, in order. {@link #start} and {@link #close} once each. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration CLOCK_TICK = Duration.ofSeconds(2);
    private static final Duration WARM_UP_TICK = Duration.ofSeconds(10);
    private static final Duration TIMER_END = Duration.ofSeconds(5);
    /** One look at an index; a notice that is due waits no longer than this. */
    private static final Duration NOTICE_TICK = Duration.ofMillis(250);

    private final GatewaySettings settings;
    private final Clock clock = Clock.systemUTC();
    private final Meters meters = new Meters();
    private final MailLog log = new MailLog();
    private final Ids ids = new Ids(new SecureRandom());
    private final CountDownLatch closed = new CountDownLatch(1);
    /** What was opened, to be closed in the opposite order. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    /** Where links in notices lead when {@code web.base-url} is not set; known once the pages listen. */
    private volatile HostPort webAddress;

    public Gateway(GatewaySettings settings) {
        this.settings = settings;
    }

    /** Where it listens, after port 0 has become a port. */
    public record Addresses(HostPort smtp, HostPort web, HostPort observe) {}

    /**
     * Opens store, rules, pages and, last of all, SMTP: from then on it serves.
     *
     * @throws SettingsException when something in the settings or the rules is wrong
     * @throws Exception         when a port or file cannot be had; the message says which
     */
    public Addresses start() throws Exception {
        ReaderPool readers = opened(new ReaderPool(ReaderSettings.of(settings.readers()), meters));
        ReadBefore readBefore = ReadBefore.ofNormalSize();
        meters.files(readBefore::hits, readBefore::misses);
        Texts texts = Texts.load(settings.notice().texts());
        CompilingChild compiler = new CompilingChild();
        LivePolicy policy = new LivePolicy(settings, compiler, new Extraction(ExtractLimits.defaults(), readers, readBefore),
                texts::hasBanner, meters);
        Store store = opened(SqliteStore.open(settings.store().file(), clock));
        NextHop nextHop = opened(new NextHop(settings.nextHop(), settings.smtp().hostname(), meters, System::nanoTime));
        Directory directory = opened(Directory.read(settings.directory().departments()));
        Senders senders = new Senders(settings.organisation().toOrganisation(), directory);
        Stories stories = Stories.load(settings.notice().stories());

        AnswerRights rights = new AnswerRights(policy::answers, senders);
        NoticeWriter notices = notices(settings, texts, stories, directory, rights, () -> webAddress, clock);
        Rooms rooms = rooms(settings, policy::hideTo, store, notices, texts, senders, ids, clock, log, meters);
        opened(rooms.actions);
        Outbox outbox = opened(
                new Outbox(store, nextHop, new RetrySchedule(new SecureRandom()), rooms.reports, settings.smtp().drain(), clock, log));
        Correspondents correspondents = new Correspondents(store.register(), clock);
        Asking asking = new Asking(policy::answers, settings.hold().undo());
        TrustMemory trust = new TrustMemory(policy::restraint);
        Release release = new Release(store, outbox::commit, rooms.legs, rooms.reports, notices, senders, asking, correspondents, trust,
                settings.hold().grace(), ids, clock, log, meters);
        Appointments appointments = new Appointments(store, outbox, rooms.reports, notices, senders, settings.hold(), ids, clock, log,
                meters);
        Conversation conversation = new Conversation(store, release, asking, senders, notices, rooms.reports, privacyOfficer(settings),
                outbox, ids, clock, settings.notice().timeZone(), log, meters);
        WebServer pages = opened(
                new WebServer(settings.web().listen(), settings.web().baseUrl(), conversation, texts, stories,
                        settings.notice().timeZone(), signIn(), rights));
        webAddress = pages.start();

        byte[] secret = secret();
        Passages passages = new Passages(secret, settings.smtp().hostname(), settings.smtp().maxReceived(),
                settings.loop().maxPasses());
        Custody custody = new Custody(store, outbox, rooms.legs, rooms.reports, notices, settings.hold(), settings.notice().language(),
                ids);
        Pseudonyms pseudonyms = new Pseudonyms(secret);
        Holding holding = new Holding(store, outbox, rooms.legs, rooms.reports, release, notices, senders, pseudonyms,
                settings.hold(), ids, meters);
        Restraint restraint = new Restraint(policy, trust, store, holding, senders, pseudonyms, meters);
        Ledger ledger = new Ledger(log, meters);
        Replies replies = new Replies(replyAddress(settings), release, outbox, notices, rooms.reports, senders, rights,
                ledger);
        Judgement judgement = new Judgement(policy, senders, restraint, meters);
        Stuck stuck = new Stuck(judgement, passages, custody, holding, ledger);
        Mailflow mailflow = new Mailflow(judgement, passages, nextHop, custody, holding, stuck, replies, correspondents, ids, clock,
                ledger);
        SmtpServer smtp = new SmtpServer(settings.smtp(), senders::areOurs, mailflow, nextHop::extensions, meters, log);
        ObserveServer observe = opened(new ObserveServer(settings.observe().listen(), meters, () -> notReady(store, nextHop)));
        HostPort observeAddress = observe.start();
        meters.gauge(Meters.HELD, store::heldCount);
        meters.gauge(Meters.OUTBOX, store::outboxSize);

        outbox.start();
        opened(every(CLOCK_TICK, "clock", appointments::onTheClock));
        opened(every(NOTICE_TICK, "notices", appointments::writeNotices));
        opened(every(CLOCK_TICK, "correspondents", correspondents::onTheClock));
        opened(every(settings.rules().reloadEvery(), "rules", policy::reloadWhenChanged));
        opened(compiler); // closed before the rules' thread, which may wait for it
        compiler.mailFirst();
        HostPort smtpAddress = address(smtp.start());
        opened((AutoCloseable) () -> smtp.drain(settings.smtp().drain()));
        load(); // the next answer counts from here
        readers.warmUp(WARM_UP_TICK, Gateway::load);
        return new Addresses(smtpAddress, webAddress, observeAddress);
    }

    /** How busy the machine's processors are since it was asked last. */
    private static double load() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getCpuLoad();
    }

    /** Empty when mail can come in: else one reason per line. */
    private static List<String> notReady(Store store, NextHop nextHop) {
        List<String> reasons = new ArrayList<>();
        if (!store.isHealthy()) {
            reasons.add("store: the last commit failed");
        }
        if (nextHop.isOpen()) {
            reasons.add("next hop: cannot be reached");
        }
        return reasons;
    }

    private Optional<SignIn> signIn() {
        return settings.signIn().isOn() ? Optional.of(new SignIn(settings.signIn(), secret(), clock)) : Optional.empty();
    }

    private byte[] secret() {
        Path file = secretFile(settings);
        try {
            return Passages.secret(file);
        } catch (IOException e) {
            throw new SettingsException("loop.secret-file: " + file + " cannot be used: " + e, e);
        }
    }

    /** Beside the store unless the settings name a file. */
    private static Path secretFile(GatewaySettings settings) {
        Path named = settings.loop().secretFile();
        return (named != null ? named : settings.store().file().resolveSibling("duwtje.secret")).toAbsolutePath();
    }

    /**
     * What would keep a gateway of these settings from starting: files, folders and mailets they name, one line for each. Opens no port and no
     * store. Rules, policy and texts are looked at by those who read them.
     */
    public static List<String> check(GatewaySettings settings) {
        List<String> wrong = new ArrayList<>();
        List<Runnable> attempts = List.of(() -> SmtpServer.check(settings.smtp()), () -> NextHop.check(settings.nextHop()),
                () -> folderOf("store.url", settings.store().file()), () -> folderOf("loop.secret-file", secretFile(settings)),
                () -> Actions.check(settings.mailets()), () -> signIn(settings));
        for (Runnable attempt : attempts) {
            try {
                attempt.run();
            } catch (RuntimeException e) {
                wrong.add(e.getMessage());
            }
        }
        return wrong;
    }

    private static void signIn(GatewaySettings settings) {
        AnswerRights.checked(LivePolicy.settings(settings.policy()), settings.signIn());
        if (settings.signIn().isOn()) {
            SignIn.clientSecret(settings.signIn());
        }
    }

    private static void folderOf(String key, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new SettingsException(key + ": the folder " + folder + " does not exist");
        }
    }

    private static HostPort address(InetSocketAddress bound) {
        return new HostPort(bound.getAddress().getHostAddress(), bound.getPort());
    }

    private <T extends AutoCloseable> T opened(T room) {
        open.push(room);
        return room;
    }

    /** Runs it again and again on a thread of its own; what it throws is logged and does not stop it. */
    private static AutoCloseable every(Duration pause, String name, Runnable work) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).daemon().factory());
        timer.scheduleWithFixedDelay(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (timer.isShutdown()) {
                    LOG.debug("{}: was stopped half way", name, e);
                } else {
                    LOG.error("{}: failed, trying again in {}", name, pause, e);
                }
            }
        }, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            timer.shutdown();
            if (!timer.awaitTermination(TIMER_END.toMillis(), TimeUnit.MILLISECONDS)) {
                timer.shutdownNow();
            }
        };
    }

    /** Waits until {@link #close} has done its work. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Takes no more mail, lets what is under way finish, then closes everything in the opposite order of opening. Harmless twice. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("while closing", e);
            }
        }
        closed.countDown();
    }

    /** The part that holds and releases, which the command line shares. */
    private record Rooms(Legs legs, Reports reports, Actions actions) {}

    private static Rooms rooms(GatewaySettings settings, Supplier<PolicySettings.HideTo> hideTo, Store store, NoticeWriter notices,
            Texts texts,
            Senders senders, Ids ids,
            Clock clock,
            MailLog log, Meters meters) {
        Reports reports = new Reports(ids, new DsnWriter(clock, new SecureRandom()), settings.smtp().hostname(),
                settings.nextHop().address().host(),
                settings.hold().outboxLifetime());
        ActionSettings settingsOfActions = new ActionSettings(hideTo, senders.organisation(),
                (key, language) -> new BannerText(texts.banner(key, language), texts.bannerHtml(key, language)));
        Actions actions = new Actions(settingsOfActions, settings.mailets());
        return new Rooms(new Legs(actions, ids, settings.hold().outboxLifetime(), log), reports, actions);
    }

    /** Held mail of these settings, for the command line: beside a running gateway or without one. */
    public static HeldMail heldMail(GatewaySettings settings) {
        Clock clock = Clock.systemUTC();
        Ids ids = new Ids(new SecureRandom());
        MailLog log = new MailLog();
        Meters meters = new Meters();
        Texts texts = Texts.load(settings.notice().texts());
        Directory directory = Directory.read(settings.directory().departments());
        Senders senders = new Senders(settings.organisation().toOrganisation(), directory);
        Store store = SqliteStore.open(settings.store().file(), clock);
        PolicySettings policy = LivePolicy.settings(settings.policy());
        NoticeWriter notices = notices(settings, texts, Stories.load(settings.notice().stories()), directory,
                new AnswerRights(policy::answers, senders), () -> settings.web().listen(), clock);
        Rooms rooms = rooms(settings, policy.hide()::to, store, notices, texts, senders, ids, clock, log,
                meters);
        return new HeldMail(store, directory, rooms.actions,
                new Release(store, store::commit, rooms.legs, rooms.reports, notices, senders,
                        new Asking(policy::answers, settings.hold().undo()), new Correspondents(store.register(), clock),
                        new TrustMemory(policy::restraint), settings.hold().grace(), ids, clock, log, meters));
    }

    private static NoticeWriter notices(GatewaySettings settings, Texts texts, Stories stories, Directory directory, AnswerRights rights,
            Supplier<HostPort> web, Clock clock) {
        Supplier<String> base = () -> settings.web().baseUrl().isEmpty() ? "http://" + web.get() : settings.web().baseUrl();
        String domain = settings.organisation().domains().values().get(0);
        String from = settings.notice().from().isEmpty()
                ? "duwtje@" + (domain.startsWith(".") ? domain.substring(1) : domain)
                : settings.notice().from();
        return new NoticeWriter(texts, MailAddress.of(from), base, settings.smtp().hostname(), settings.smtp().spool(),
                clock.withZone(settings.notice().timeZone()), new SecureRandom(),
                new NoticeWriter.Around(directory, stories, replyAddress(settings), hold -> !rights.needsSignIn(hold)));
    }

    private static Optional<MailAddress> privacyOfficer(GatewaySettings settings) {
        String address = settings.notice().privacyOfficer();
        return address.isEmpty() ? Optional.empty() : Optional.of(MailAddress.of(address));
    }

    private static Optional<ReplyAddress> replyAddress(GatewaySettings settings) {
        String base = settings.notice().replyAddress();
        return base.isEmpty() ? Optional.empty() : Optional.of(new ReplyAddress(MailAddress.of(base)));
    }
}
