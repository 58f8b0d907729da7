/** JMH benchmarks of the functions that every outbound message goes through. Walls off JMH. Measures, never decides. */
package nl.duwtje.loadtest.bench;
