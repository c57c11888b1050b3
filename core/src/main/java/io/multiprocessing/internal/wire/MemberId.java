package io.multiprocessing.internal.wire;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A member of a family: its path from the root, as child numbers. The root is the empty path, its first child {@code
 * 1}, that one's second child {@code 1.2}. Numbers are given once, so a path never comes to mean another process; and
 * the path is the route: whoever has the target below itself passes a frame down, all others pass it up.
 */
public final class MemberId implements Serializable {
    private static final long serialVersionUID = 1;

    /** Deeper families are refused: each level is a process that waits for the one below. */
    public static final int MAX_DEPTH = 64;

    public static final MemberId ROOT = new MemberId(new int[0]);

    private final int[] path;

    private MemberId(int[] path) {
        this.path = path;
    }

    static MemberId of(int[] steps, int depth) {
        return depth == 0 ? ROOT : new MemberId(Arrays.copyOf(steps, depth));
    }

    /** The id of this member's child of that number. */
    public MemberId child(int number) {
        if (path.length == MAX_DEPTH) {
            throw new IllegalStateException("A family can't be deeper than " + MAX_DEPTH + " generations: " + this);
        }
        int[] childPath = Arrays.copyOf(path, path.length + 1);
        childPath[path.length] = number;
        return new MemberId(childPath);
    }

    public int depth() {
        return path.length;
    }

    int step(int level) {
        return path[level];
    }

    /** Whether this is {@code other} or one of its ancestors. */
    public boolean contains(MemberId other) {
        return path.length <= other.path.length
                && Arrays.equals(path, 0, path.length, other.path, 0, path.length);
    }

    /** The number of the own child that leads to {@code descendant}; only when this one contains it and is not it. */
    public int childToward(MemberId descendant) {
        return descendant.path[path.length];
    }

    /** Reads what {@link #toString} wrote. */
    public static MemberId parse(String text) {
        if (text.equals("0")) {
            return ROOT;
        }
        MemberId member = ROOT;
        for (int start = 0; start < text.length();) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            member = member.child(Integer.parseInt(text, start, end, 10));
            start = end + 1;
        }
        return member;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemberId that && Arrays.equals(path, that.path);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(path);
    }

    /** {@code 0} for the root, else the numbers joined by dots. */
    @Override
    public String toString() {
        if (path.length == 0) {
            return "0";
        }
        StringBuilder text = new StringBuilder();
        for (int step : path) {
            text.append(text.isEmpty() ? "" : ".").append(step);
        }
        return text.toString();
    }
}
