package nl.duwtje.rules.fact;

/** Where an address belongs: decided on its domain, by {@code organisation.domains} and {@code organisation.partners}. */
public enum Party {
    INSIDE, PARTNER, OUTSIDER
}
