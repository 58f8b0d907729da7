/** What an operator sees: one log line per message event, meters under constant names. Never content, never an address in a tag. Walls off Micrometer. */
package nl.duwtje.gateway.observe;
