package nl.duwtje.gateway.hostile;

import java.util.Arrays;
import java.util.Random;

/** What can happen to a file, one thing at a time. */
enum Hurt {
    CUT, BIT, BITS, ZEROS, NOISE, LOST, INSERTED, BEFORE, AFTER, HEAD, HUGE;

    byte[] to(byte[] good, Random random) {
        byte[] bad = good.clone();
        int at = random.nextInt(good.length);
        int length = Math.min(good.length - at, 1 + random.nextInt(64));
        switch (this) {
            case CUT -> {
                return Arrays.copyOf(good, Math.max(1, good.length * (5 + random.nextInt(94)) / 100));
            }
            case BIT -> bad[at] ^= (byte) (1 << random.nextInt(8));
            case BITS -> {
                for (int i = 2 + random.nextInt(20); i > 0; i--) {
                    bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case ZEROS -> Arrays.fill(bad, at, at + length, (byte) 0);
            case NOISE -> {
                for (int i = at; i < at + length; i++) {
                    bad[i] = (byte) random.nextInt(256);
                }
            }
            case LOST -> {
                System.arraycopy(good, at + length, bad, at, good.length - at - length);
                return Arrays.copyOf(bad, good.length - length);
            }
            case INSERTED -> {
                return joined(Arrays.copyOf(good, at), noise(random), Arrays.copyOfRange(good, at, good.length));
            }
            case BEFORE -> {
                return joined(noise(random), good, new byte[0]);
            }
            case AFTER -> {
                return joined(good, noise(random), new byte[0]);
            }
            case HEAD -> Arrays.fill(bad, 0, Math.min(bad.length, 1 + random.nextInt(16)), (byte) 0);
            case HUGE -> {
                for (int i = at; i < Math.min(at + 4, bad.length); i++) {
                    bad[i] = (byte) (i == at + 3 ? 0x7f : 0xff);
                }
            }
        }
        return bad;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
