package io.multiprocessing.tck.internal;

import io.multiprocessing.tck.RawChannel;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a child is to do, as strings, so that it can travel.
 *
 * @param role the part it plays
 * @param arguments what the role needs to know; set by the methods below
 */
public record Script(Role role, Map<String, String> arguments) {
    /** The gate at which a handler waits that was told to {@link #holdAt}. */
    public static final String HANDLER = "handler";
    /** The gate at which a child waits before it starts a link {@link #late}. */
    public static final String START = "start";
    /** The gate that makes a child close its link in the middle of everything. */
    public static final String CLOSE = "close";
    /** The gate at which a child waits that is to stay. */
    public static final String LEAVE = "leave";

    private static final String PREFIX = "tck.";

    /** The parts. */
    public enum Role {
        /** Sends back what comes. */
        ECHO,
        /** Takes numbered frames up to the end, then sends some. */
        SINK,
        /** Sends numbered frames at once, and takes numbered frames meanwhile. */
        FLOOD,
        /** Writes bytes of its own instead of frames. */
        RAW
    }

    /** What a child does when its role is played. */
    public enum Finish {
        /** Closes its output, waits for the other side's end, closes and exits. */
        LEAVE,
        /** Stays as it is until {@link Script#LEAVE} is open. */
        STAY,
        /** Closes the link and exits. */
        CLOSE,
        /** Closes the link and stays until {@link Script#LEAVE} is open. */
        CLOSE_AND_STAY,
        /** Ends the process without another word. */
        HALT
    }

    public static Script echo() {
        return new Script(Role.ECHO, Map.of());
    }

    public static Script sink() {
        return sink(0);
    }

    /** Sends so many small frames after the other side's end. */
    public static Script sink(long count) {
        return new Script(Role.SINK, Map.of()).with("count", count).with("least", 100).with("most", 100);
    }

    /** Sends so many frames, with bodies between least and most bytes. */
    public static Script flood(long count, int least, int most) {
        return new Script(Role.FLOOD, Map.of()).with("count", count).with("least", least).with("most", most);
    }

    public static Script floodForEver(int least, int most) {
        return flood(Long.MAX_VALUE, least, most);
    }

    /** Connects through the channel and writes these bytes. */
    public static Script raw(Class<? extends RawChannel> channel, byte[] bytes) {
        return new Script(Role.RAW, Map.of())
                .with("channel", channel.getName())
                .with("bytes", HexFormat.of().formatHex(bytes));
    }

    /** The handler does not return from this frame, counted from 0, before {@link #HANDLER} is open. */
    public Script holdAt(long frame) {
        return with("holdAt", frame);
    }

    /** The handler throws at this frame, counted from 0. */
    public Script throwAt(long frame) {
        return with("throwAt", frame);
    }

    /** The link is started when {@link #START} is open, not before. */
    public Script late() {
        return with("late", true);
    }

    /** Another thread closes the link when {@link #CLOSE} is open. */
    public Script closeAtGate() {
        return with("closeAtGate", true);
    }

    /** The link is closed when the end is seen, as the framework does. */
    public Script closeAtEnd() {
        return with("closeAtEnd", true);
    }

    /** Reports the number of frames sent after each. */
    public Script tellProgress() {
        return with("tellProgress", true);
    }

    public Script then(Finish finish) {
        return with("finish", finish);
    }

    private Script with(String key, Object value) {
        Map<String, String> more = new HashMap<>(arguments);
        more.put(key, value.toString());
        return new Script(role, Map.copyOf(more));
    }

    Finish finish() {
        return Finish.valueOf(arguments.getOrDefault("finish", Finish.LEAVE.name()));
    }

    boolean is(String key) {
        return arguments.containsKey(key);
    }

    String text(String key) {
        return arguments.getOrDefault(key, "");
    }

    long number(String key) {
        return Long.parseLong(arguments.getOrDefault(key, "-1"));
    }

    /** As it travels in a bootstrap. */
    Map<String, String> toProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(PREFIX + "role", role.name());
        arguments.forEach((key, value) -> properties.put(PREFIX + key, value));
        return properties;
    }

    static Script fromProperties(Map<String, String> properties) {
        Map<String, String> arguments = new HashMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                arguments.put(key.substring(PREFIX.length()), value);
            }
        });
        return new Script(Role.valueOf(arguments.getOrDefault("role", "")), Map.copyOf(arguments));
    }
}
