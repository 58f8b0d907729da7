/** Decides. {@link nl.duwtje.rules.Policy} is the only room where Drools lives; bytes and addresses in, decision out. */
package nl.duwtje.rules;
