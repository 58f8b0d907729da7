/** {@code duwtje demo}: a gateway on its embedded defaults, a next hop that shows what arrives, and the story told with real SMTP and HTTP. */
package nl.duwtje.gateway.demo;
