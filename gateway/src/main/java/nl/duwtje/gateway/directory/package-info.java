/**
 * Who a person of ours is: department, ambassador, language, and whether it is a person at all or a service account. From
 * {@code departments.yaml}, and from LDAP when that names one. Decides nothing, and is never asked about a message that no rule wants to hold.
 * Walls off the UnboundID LDAP SDK.
 */
package nl.duwtje.gateway.directory;
