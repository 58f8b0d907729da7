/**
 * The rules' own tests and tools: {@code rules check}, {@code rules test}, {@code rules try}, as pure functions that give text and an exit
 * code. Not used while mail flows, except that a reload may run the scenarios before it swaps. Jackson writes the JSON.
 */
package nl.duwtje.rules.scenario;
