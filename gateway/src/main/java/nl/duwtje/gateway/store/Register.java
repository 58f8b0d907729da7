package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept beside held mail: reports of incidents, whether warnings were useful, whom we wrote to before. Safe for all threads. All throw
 * {@link StoreException} when the store cannot do it.
 */
public interface Register {

    /** The role of a link's token, see {@link Commit.Token}; empty for an unknown one too. */
    String role(String tokenHash);

    /** The report about this hold. */
    Optional<Incident> incident(String holdId);

    /** Newest first. */
    List<Incident> incidents(int limit);

    /** Whether "was this useful?" was answered for this hold. */
    boolean isRated(String holdId);

    /** Newest month first. */
    List<Rating.Kept> ratings(int limit);

    /** Those of {@code who} that were met before. */
    Set<Long> met(Collection<Long> who);

    /** Remembers that they were met then. */
    void meet(Map<Long, Instant> seen);

    /** Forgets whom nobody wrote to since {@code before}, and the longest ago beyond {@code most}. */
    void forget(Instant before, long most);
}
