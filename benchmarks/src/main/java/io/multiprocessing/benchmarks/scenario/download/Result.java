package io.multiprocessing.benchmarks.scenario.download;

import io.multiprocessing.Multiprocessing;
import io.multiprocessing.RemoteCallable;
import io.multiprocessing.SharedMemory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What a fetcher gives back of the file that it fetched. */
public enum Result {
    /** All of it: what the way back costs. */
    BYTES {
        @Override
        Serializable fetch(String url, String file) throws IOException, InterruptedException {
            return get(url, BodyHandlers.ofByteArray());
        }

        @Override
        void check(Object result, byte[] expected) {
            require(Arrays.equals((byte[]) result, expected), "bytes");
        }
    },
    /** Its SHA-256: the fetcher works with the bytes, and little travels. */
    DIGEST {
        @Override
        Serializable fetch(String url, String file) throws IOException, InterruptedException {
            MessageDigest digest = sha256();
            try (InputStream body = get(url, BodyHandlers.ofInputStream())) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        @Override
        void check(Object result, byte[] expected) {
            require(result.equals(Corpus.digest(expected)), "digest " + result);
        }
    },
    /** The path of the file that it wrote. */
    PATH {
        @Override
        Serializable fetch(String url, String file) throws IOException, InterruptedException {
            return get(url, BodyHandlers.ofFile(Path.of(file))).toString();
        }

        @Override
        void check(Object result, byte[] expected) throws IOException {
            Path file = Path.of((String) result);
            require(Arrays.equals(Files.readAllBytes(file), expected), "content of " + file);
            Files.delete(file);
        }
    },
    /** Shared memory that holds all of it: a handle travels, and the bytes are copied once, into that memory. */
    REGION {
        @Override
        Serializable fetch(String url, String file) throws IOException, InterruptedException {
            byte[] content = get(url, BodyHandlers.ofByteArray());
            SharedMemory memory = Multiprocessing.current().memory(content.length);
            MemorySegment.copy(content, 0, memory.segment(), ValueLayout.JAVA_BYTE, 0, content.length);
            memory.close(); // This process has done its part; the memory stays.
            return memory;
        }

        @Override
        void check(Object result, byte[] expected) {
            var memory = (SharedMemory) result;
            require(memory.segment().mismatch(MemorySegment.ofArray(expected)) < 0, "content of " + memory);
            memory.remove();
            memory.close();
        }
    };

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int OK = 200;

    abstract Serializable fetch(String url, String file) throws IOException, InterruptedException;

    /**
     * Compares what came back with what was served, and removes a file that was written.
     *
     * @throws IllegalStateException when it differs
     */
    abstract void check(Object result, byte[] expected) throws IOException;

    private static <B> B get(String url, BodyHandler<B> handler) throws IOException, InterruptedException {
        HttpResponse<B> response =
                Http.CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), handler);
        require(response.statusCode() == OK, "status " + response.statusCode());
        return response.body();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("The download went wrong: " + what);
        }
    }

    /** A task that fetches one file. */
    public RemoteCallable<Serializable> task(String url, Path file) {
        return new Fetch(this, url, file.toString());
    }

    /** Travels by the codec's compact path, as the parts of a record do. */
    private record Fetch(Result result, String url, String file) implements RemoteCallable<Serializable> {
        @Override
        public Serializable call() throws IOException, InterruptedException {
            return result.fetch(url, file);
        }
    }
}
