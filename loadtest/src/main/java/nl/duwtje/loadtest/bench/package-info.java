/** JMH benchmarks of hot functions, through public doors only. Run: see loadtest/README.md. */
package nl.duwtje.loadtest.bench;
