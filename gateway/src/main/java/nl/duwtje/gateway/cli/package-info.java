/** The commands of {@code bin/duwtje}: words in, words out. What they do is done by the other rooms. Walls off picocli. */
package nl.duwtje.gateway.cli;
