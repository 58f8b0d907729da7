package nl.duwtje.gateway.store;

import java.time.Instant;

/**
 * Holds of one person for the same reasons whose notices have not gone, at least one of them due.
 *
 * @param alike    see {@link Hold.Together}
 * @param count    how many
 * @param oldest   when the first of them was held
 * @param quietAt  when the last of them is due
 */
public record NoticesDue(String alike, int count, Instant oldest, Instant quietAt) {}
