/** The mail that is sent: an invented office's, the same for the same seed, or real files. Knows no SMTP. */
package nl.duwtje.loadtest.mail;
