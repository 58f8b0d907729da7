/** Delivery status notifications (RFC 3461, 3464, 6533) as data and a writer. Not the notices about nudges, and no sending: whoever asks puts the bytes in the outbox. No library. */
package nl.duwtje.gateway.dsn;
