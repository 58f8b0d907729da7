/** To the next hop: a blocking pipelining SMTP client (RFC 5321, RFC 2920), a pool of kept connections, an outcome per recipient. No library. */
package nl.duwtje.gateway.delivery;
