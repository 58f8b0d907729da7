package nl.duwtje.gateway.signin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short texts that a browser keeps for us and cannot change: fields, an end of their time, and an HMAC-SHA256 over both and over what they are
 * for. Not secret to the browser. Immutable, safe for all threads.
 */
final class Seal {

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Clock clock;

    /** @param secret shared by all gateways of one route; a key of our own is derived from it */
    Seal(byte[] secret, Clock clock) {
        this.key = mac(secret, "duwtje sign-in");
        this.clock = clock;
    }

    /** @param fields without line ends */
    String seal(String purpose, Duration lifetime, List<String> fields) {
        String text = clock.instant().plus(lifetime).getEpochSecond() + "\n" + String.join("\n", fields);
        return base64(text.getBytes(StandardCharsets.UTF_8)) + "." + base64(mac(key, purpose + "\n" + text));
    }

    /** The fields; empty when it is not ours, was changed, is for something else or is past its time. */
    List<String> open(String purpose, String sealed) {
        int dot = sealed.indexOf('.');
        try {
            String text = new String(Base64.getUrlDecoder().decode(sealed.substring(0, Math.max(0, dot))), StandardCharsets.UTF_8);
            byte[] theirs = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
            if (dot < 0 || !MessageDigest.isEqual(mac(key, purpose + "\n" + text), theirs)) {
                return List.of();
            }
            List<String> fields = Arrays.asList(text.split("\n", -1));
            boolean isOver = clock.instant().getEpochSecond() >= Long.parseLong(fields.get(0));
            return isOver ? List.of() : fields.subList(1, fields.size());
        } catch (IllegalArgumentException notBase64) {
            return List.of();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
