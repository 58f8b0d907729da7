/**
 * Carries out what was decided, on the bytes: mailets that hide recipients, put banners and tags, and the third-party mailets an operator
 * appends. A change is a splice; every byte no mailet names leaves as it came. Decides nothing, sends nothing, stores nothing. Walls off the
 * Apache James Mailet API and Jakarta Mail.
 */
package nl.duwtje.gateway.action;
