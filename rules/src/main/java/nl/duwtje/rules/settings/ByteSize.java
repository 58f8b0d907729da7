package nl.duwtje.rules.settings;

import java.util.Locale;

/** A number of bytes, written with a unit: "512KB", "35MB", "1GB" (1 KB = 1,024 bytes, as Exchange counts), or plain bytes: "1048576". */
public record ByteSize(long bytes) {

    private static final String ALLOWED = "a whole number with B, KB, MB or GB, like 35MB";

    public static ByteSize of(String text) {
        String s = text.strip().toUpperCase(Locale.ROOT).replace("IB", "B");
        int digits = 0;
        while (digits < s.length() && s.charAt(digits) >= '0' && s.charAt(digits) <= '9') {
            digits++;
        }
        long unit = switch (s.substring(digits).strip()) {
            case "", "B" -> 1L;
            case "KB" -> 1L << 10;
            case "MB" -> 1L << 20;
            case "GB" -> 1L << 30;
            default -> 0L;
        };
        if (digits == 0 || digits > 12 || unit == 0) {
            throw new IllegalArgumentException("is not a size; allowed: " + ALLOWED);
        }
        long n = Long.parseLong(s.substring(0, digits));
        if (n > Long.MAX_VALUE / unit) {
            throw new IllegalArgumentException("is too large; allowed: " + ALLOWED);
        }
        return new ByteSize(n * unit);
    }

    public static ByteSize megabytes(int n) {
        return new ByteSize((long) n << 20);
    }

    @Override
    public String toString() {
        for (int shift = 30; shift >= 10; shift -= 10) {
            if (bytes >= 1L << shift && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + (shift == 30 ? "GB" : shift == 20 ? "MB" : "KB");
            }
        }
        return bytes + "B";
    }
}
