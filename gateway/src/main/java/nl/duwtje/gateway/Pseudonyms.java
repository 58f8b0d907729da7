package nl.duwtje.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import nl.duwtje.rules.mail.MailAddress;

/**
 * Names for people that the store can count by without knowing who they are: HMAC-SHA-256 under our secret. Each purpose gives other names,
 * so that what is counted for one cannot be put beside another. Safe for all threads.
 */
final class Pseudonyms {

    private final SecretKeySpec key;

    Pseudonyms(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** 64 hex characters. */
    String of(String purpose, MailAddress person) {
        return HexFormat.of().formatHex(mac(purpose, person));
    }

    /** A number from 0 to 9,999 that stays the same: which share of all people this one is in. */
    int lot(String purpose, MailAddress person) {
        byte[] mac = mac(purpose, person);
        int number = (mac[0] & 0x7f) << 24 | (mac[1] & 0xff) << 16 | (mac[2] & 0xff) << 8 | mac[3] & 0xff;
        return number % 10_000;
    }

    private byte[] mac(String purpose, MailAddress person) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal((purpose + '\n' + person.text().toLowerCase(Locale.ROOT)).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
