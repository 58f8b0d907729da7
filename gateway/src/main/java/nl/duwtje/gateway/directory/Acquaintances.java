package nl.duwtje.gateway.directory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.unboundid.ldap.sdk.LDAPException;

import nl.duwtje.gateway.directory.LdapPeople.Entry;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Remembers what LDAP said about people. One thread asks; who waits for it, waits for a stranger only, and not for long. While the server is
 * away, what is known counts on, strangers stay strangers, and it is asked again every {@value #PAUSE_SECONDS} seconds. Safe for all threads.
 */
final class Acquaintances implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Acquaintances.class);
    private static final int MOST = 20_000;
    private static final int MOST_WAITING = 500;
    private static final int PAUSE_SECONDS = 30;

    private record Known(Optional<Entry> entry, Instant until) {}

    private final LdapSettings settings;
    private final LdapPeople people;
    private final Clock clock;
    private final ThreadPoolExecutor asker;
    private final Map<MailAddress, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();
    private final Map<MailAddress, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MailAddress, Known> eldest) {
            return size() > MOST;
        }
    };
    private volatile Instant awayUntil = Instant.MIN;

    Acquaintances(LdapSettings settings, Clock clock) {
        this.settings = settings;
        this.people = new LdapPeople(settings);
        this.clock = clock;
        this.asker = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("directory").daemon().factory());
    }

    /** Empty when LDAP does not know them, or cannot be asked. */
    Optional<Entry> of(MailAddress address) {
        Known before = remembered(address);
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.entry();
        }
        CompletableFuture<Void> answer = ask(address);
        if (before == null) {
            await(answer, settings.patience());
            before = remembered(address);
        }
        return before == null ? Optional.empty() : before.entry();
    }

    private static void await(CompletableFuture<Void> answer, Duration patience) {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException goOnWithout) {
            LOG.debug("going on without an answer from the directory", goOnWithout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Void> ask(MailAddress address) {
        if (clock.instant().isBefore(awayUntil)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> earlier = asked.putIfAbsent(address, mine);
        if (earlier != null) {
            return earlier;
        }
        try {
            asker.execute(() -> {
                try {
                    lookUp(address);
                } finally {
                    asked.remove(address);
                    mine.complete(null);
                }
            });
        } catch (RejectedExecutionException tooMany) {
            asked.remove(address);
            mine.complete(null);
        }
        return mine;
    }

    private void lookUp(MailAddress address) {
        if (clock.instant().isBefore(awayUntil)) {
            return; // found out while this one was waiting
        }
        try {
            Optional<Entry> entry = people.find(address);
            synchronized (known) {
                known.put(address, new Known(entry, clock.instant().plus(settings.refreshAfter())));
            }
            if (awayUntil.isAfter(Instant.MIN)) {
                LOG.info("directory {} answers again", settings.address());
                awayUntil = Instant.MIN;
            }
        } catch (LDAPException e) {
            LOG.warn("directory {} cannot be asked, going on with what is known: {}", settings.address(), e.getMessage());
            awayUntil = clock.instant().plusSeconds(PAUSE_SECONDS);
        }
    }

    private Known remembered(MailAddress address) {
        synchronized (known) {
            return known.get(address);
        }
    }

    @Override
    public void close() {
        asker.getQueue().clear();
        asker.execute(people::close); // on its own thread, which alone uses the connection
        asker.shutdown();
    }
}
