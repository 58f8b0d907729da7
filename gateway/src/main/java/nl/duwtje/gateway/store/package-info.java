/**
 * Held mail and the outbox: everything we have said 250 for and not yet handed on. Walls off JDBC. Each {@link nl.duwtje.gateway.store.Commit}
 * is one transaction, on disk before the call returns.
 */
package nl.duwtje.gateway.store;
