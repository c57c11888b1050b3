package io.multiprocessing.internal.memory;

import io.multiprocessing.SharedMemoryException;
import io.multiprocessing.internal.wire.MemberId;
import io.multiprocessing.spi.PrivateDirectory;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * What the members of a family call a region of memory: all that one of them needs to map it, whatever its size.
 *
 * <pre>
 *   file   &lt;member id of its maker&gt;-&lt;25 random characters&gt;, so that the dead's files are known by their names
 * </pre>
 *
 * @param place the number of the directory among the family's shared places
 * @param file the file's name there: never a path, also when it comes from another process
 * @param home the number of the object that answers for its maker's memory
 * @param byteSize without the header
 */
public record RegionName(int place, String file, long home, long byteSize)
        implements Serializable {
    private static final String STEP = "[1-9][0-9]{0,8}";
    private static final Pattern FILE = Pattern.compile("(0|" + STEP + "(\\." + STEP + "){0,"
            + (MemberId.MAX_DEPTH - 1) + "})-[0-9a-z]{" + PrivateDirectory.RANDOM_LENGTH + "}");

    public RegionName {
        if (place < 0 || byteSize < 1 || !isFile(file)) {
            throw new SharedMemoryException("Not the name of shared memory: place=" + place + " byteSize=" + byteSize
                    + " file=\"" + file + "\"", null);
        }
    }

    static RegionName made(MemberId maker, int place, long home, long byteSize) {
        return new RegionName(place, maker + "-" + PrivateDirectory.randomName(), home, byteSize);
    }

    private static boolean isFile(String file) {
        return FILE.matcher(file).matches();
    }

    /** Whose file it is: with whom it goes. */
    MemberId maker() {
        return MemberId.parse(file.substring(0, file.indexOf('-')));
    }

    /** What {@link #named} makes the name of again. */
    public String suffix() {
        return file.substring(file.indexOf('-') + 1);
    }

    /** The name of a region of {@code maker} of which only the {@link #suffix} was kept. */
    public static RegionName named(MemberId maker, String suffix, int place, long byteSize) {
        return new RegionName(place, maker + "-" + suffix, 0, byteSize);
    }

    /** Whether a file of that name was made by {@code dead}, or by one below it. */
    static boolean isOf(MemberId dead, String file) {
        return isFile(file) && dead.contains(MemberId.parse(file.substring(0, file.indexOf('-'))));
    }
}
