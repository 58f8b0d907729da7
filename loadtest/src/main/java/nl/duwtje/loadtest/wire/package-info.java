/** Non-blocking connections for sender and sink: one thread each, so that they cost little beside what they measure. No SMTP. */
package nl.duwtje.loadtest.wire;
