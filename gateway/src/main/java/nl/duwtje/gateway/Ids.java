package nl.duwtje.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Names for messages, and the secrets in links. Safe for all threads as far as its random source is. */
final class Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int ID_LENGTH = 12;
    /** 32 characters of 5 bits: 160 random bits. */
    private static final int TOKEN_LENGTH = 32;

    private final RandomGenerator secret;

    /** @param secret a source nobody can predict */
    Ids(RandomGenerator secret) {
        this.secret = secret;
    }

    /** Names one message in log, Received and replies; no secret. */
    String id() {
        return text(ThreadLocalRandom.current(), ID_LENGTH);
    }

    /** The secret in a link. Only its {@link #hash} is stored. */
    String token() {
        return text(secret, TOKEN_LENGTH);
    }

    private static String text(RandomGenerator random, int length) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = ALPHABET[random.nextInt(32)];
        }
        return new String(text);
    }

    /** SHA-256 in lower-case hex. */
    static String hash(String token) {
        return HexFormat.of().formatHex(sha256().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
