package io.multiprocessing.benchmarks.scenario.download;

import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The files that are downloaded: small, middle and large ones, mixed. Sizes, order and content follow from the seed, so
 * server and fetchers agree on them without exchanging anything.
 *
 * @param sizes of the files, in bytes
 */
public record Corpus(List<Integer> sizes) {
    private static final long SEED = 20_260_101;
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    public Corpus {
        sizes = List.copyOf(sizes);
    }

    /** 20 files, 16 MiB in all: 8 of 16 KiB, 6 of 256 KiB, 4 of 1 MiB, one of 4 MiB, one of somewhat more. */
    public static Corpus standard() {
        List<Integer> sizes = new ArrayList<>();
        sizes.addAll(Collections.nCopies(8, 16 * KIB));
        sizes.addAll(Collections.nCopies(6, 256 * KIB));
        sizes.addAll(Collections.nCopies(4, MIB));
        sizes.add(4 * MIB);
        sizes.add(16 * MIB - sizes.stream().mapToInt(Integer::intValue).sum());
        Collections.shuffle(sizes, new Random(SEED));
        return new Corpus(sizes);
    }

    /** The first so many of these files. */
    public Corpus first(int files) {
        return new Corpus(sizes.subList(0, files));
    }

    /** The content of one file: random bytes, which nothing on the way can compress or share. */
    public byte[] content(int file) {
        byte[] content = new byte[sizes.get(file)];
        new SplittableRandom(SEED + file).nextBytes(content);
        return content;
    }

    public List<byte[]> contents() {
        return IntStream.range(0, sizes.size()).mapToObj(this::content).toList();
    }

    /** The SHA-256 of a file's content, in lower-case hexadecimal. */
    public static String digest(byte[] content) {
        return Hashing.sha256().hashBytes(content).toString();
    }
}
