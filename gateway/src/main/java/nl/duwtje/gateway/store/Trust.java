package nl.duwtje.gateway.store;

import java.time.Instant;

/**
 * What a person has confirmed: mail of this kind to this domain is not asked about again until then.
 *
 * @param owner  under a keyed hash, never an address
 * @param kind   the rule's id, and what it was about: "PD-020 BSN"
 * @param domain of the recipients, lower case
 */
public record Trust(String owner, String kind, String domain, Instant until) {}
