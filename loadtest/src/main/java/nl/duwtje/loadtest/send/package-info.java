/** Sends as an Exchange server does: many sessions, pipelined, a number of messages per connection. One thread, and one more to keep pace. */
package nl.duwtje.loadtest.send;
