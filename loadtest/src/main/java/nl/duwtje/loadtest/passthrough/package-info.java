/** The cheapest thing that can stand between a sender and a next hop: copies bytes both ways and knows nothing of mail. Only the JDK. */
package nl.duwtje.loadtest.passthrough;
