/** The next hop of a load test: takes everything, counts it, and misbehaves on request. One thread; parses no more than SMTP needs. */
package nl.duwtje.loadtest.sink;
