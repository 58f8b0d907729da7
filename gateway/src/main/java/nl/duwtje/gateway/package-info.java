/**
 * The house put together: {@link nl.duwtje.gateway.Mailflow} and {@link nl.duwtje.gateway.Release} are the two stories, {@link
 * nl.duwtje.gateway.Gateway} the one place that says {@code new}. Imports every room; no room imports this package.
 */
package nl.duwtje.gateway;
