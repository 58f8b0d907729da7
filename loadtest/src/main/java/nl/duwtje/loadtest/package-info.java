/**
 * The commands of {@code duwtje-loadtest}. Talks to a gateway only from outside: SMTP, HTTP, its process and its log. Not part of the
 * gateway, and nothing of the gateway imports it.
 */
package nl.duwtje.loadtest;
