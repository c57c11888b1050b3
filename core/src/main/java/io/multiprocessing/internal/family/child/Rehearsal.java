package io.multiprocessing.internal.family.child;

import io.multiprocessing.RemoteCallable;
import io.multiprocessing.TransportException;
import io.multiprocessing.internal.codec.StandardCodec;
import io.multiprocessing.internal.wire.FrameType;
import io.multiprocessing.internal.wire.Head;
import io.multiprocessing.internal.wire.Peer;
import io.multiprocessing.spi.Frame;
import io.multiprocessing.spi.FrameHandler;
import io.multiprocessing.spi.StreamLink;
import io.multiprocessing.spi.Transport;
import io.multiprocessing.spi.Words;
import java.io.File;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * A program that loads what children load, for the JVM that takes notes for the {@linkplain
 * io.multiprocessing.internal.launch.StartupCache startup cache}: all classes of ours on its class path, and those of
 * the JDK that they use when a lambda, a record and an exception travel over a link. It knows no parent and starts no
 * child.
 */
public final class Rehearsal {
    private static final String OURS = "io/multiprocessing/";
    private static final String SUFFIX = ".class";
    private static final String PACKAGE_INFO = "package-info.class";

    private record Sample(String name, int count, List<Long> numbers) implements Serializable {}

    private Rehearsal() {}

    public static void main(String[] args) throws Throwable {
        StandardCodec.nothingHasRunYet();
        codec();
        touchFirst();
        link();
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            load(jar);
            mappedMemory(Path.of(jar));
        }
        ServiceLoader.load(Transport.class).forEach(Rehearsal::link);
    }

    private static void codec() throws Exception {
        StandardCodec codec = new StandardCodec();
        int captured = 3;
        RemoteCallable<Integer> lambda = () -> captured + 1;
        var list = new ArrayList<Object>(List.of("text", 1, 2L, 3.0, new byte[] {1}, Duration.ofSeconds(1)));
        var map = new HashMap<String, Object>();
        map.put("key", new Sample("sample", 1, List.of(1L, 2L)));
        for (Object value : new Object[] {lambda, list, map, new IllegalStateException("rehearsed")}) {
            codec.decode(codec.encode(value), Rehearsal.class.getClassLoader());
        }
        ((RemoteCallable<?>) Objects.requireNonNull(
                codec.decode(codec.encode(lambda), Rehearsal.class.getClassLoader()))).call();
        System.out.println("rehearsed");
    }

    /** A child's first lambda is of a class that nothing has initialized. */
    private static final class Untouched {
        static final String WORD = String.valueOf("touched");

        static String touch() {
            return WORD;
        }
    }

    private static void touchFirst() throws Throwable {
        MethodHandle touch = MethodHandles.lookup()
                .findStatic(Untouched.class, "touch", MethodType.methodType(String.class));
        System.out.println((String) touch.invokeExact());
    }

    /** A parent and a child in one process, over a pair of streams. */
    private static void link() throws IOException, InterruptedException {
        var toParent = new PipedOutputStream();
        var toChild = new PipedOutputStream();
        var child = new Peer(new StreamLink("child", new PipedInputStream(toChild), toParent));
        var parent = new Peer(new StreamLink("parent", new PipedInputStream(toParent), toChild));
        var arrived = new LinkedBlockingQueue<Frame>();
        var ended = new CountDownLatch(1);
        FrameHandler handler = new FrameHandler() {
            @Override
            public void frame(Frame frame) {
                Head.of(frame);
                arrived.add(frame);
            }

            @Override
            public void end(@Nullable TransportException cause) {
                ended.countDown();
            }
        };
        child.start(handler);
        parent.start(handler);
        child.send(Head.ofCode(0, FrameType.PROTOCOL_VERSION, 0).frame(FrameType.HELLO));
        parent.post(Head.empty().frame(FrameType.START, ByteBuffer.allocate(1)));
        arrived.take();
        arrived.take();
        child.close();
        ended.await();
        parent.close();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {}));
        // To wait for what is not there yet takes classes, too.
        Frame unused = new LinkedBlockingQueue<Frame>().poll(1, TimeUnit.MILLISECONDS);
    }

    /** On every transport: what a task does that touches memory which processes share. */
    private static void mappedMemory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ); Arena arena = Arena.ofShared()) {
            ByteBuffer memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, 64, arena).asByteBuffer();
            System.out.println("rehearsed: " + (Words.loadInt(memory, 0) + Words.loadLong(memory, 8)));
        }
    }

    private static void link(Transport transport) {
        try {
            transport.rehearse();
        } catch (Exception | LinkageError e) {
            System.err.println(transport.name() + " could not be rehearsed: " + e);
        }
    }

    private static void load(String path) throws IOException {
        try (JarFile jar = new JarFile(path)) {
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                String name = entry.getName();
                if (name.startsWith(OURS) && name.endsWith(SUFFIX) && !name.endsWith(PACKAGE_INFO)) {
                    load(name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'), jar);
                }
            }
        }
    }

    private static void load(String className, JarFile jar) {
        try {
            Class.forName(className, false, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // It needs what is not there; so no child will load it.
            System.err.println(jar.getName() + ": " + className + " " + e);
        }
    }
}
