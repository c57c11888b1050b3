package io.multiprocessing.examples.download.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;

/**
 * A file that takes a known time to download.
 *
 * @param duration how long the server takes to send it
 */
record DemoFile(String name, Duration duration) {
    private static final int BYTES_PER_MILLI = 2048;

    byte[] content() {
        byte[] content = new byte[Math.toIntExact(duration.toMillis() * BYTES_PER_MILLI)];
        new Random(name.hashCode()).nextBytes(content);
        return content;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
