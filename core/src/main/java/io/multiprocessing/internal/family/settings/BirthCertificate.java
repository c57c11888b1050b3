package io.multiprocessing.internal.family.settings;

import io.multiprocessing.TransportException;
import io.multiprocessing.internal.wire.MemberId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a child learns of itself before it is connected, as properties of its bootstrap, beside its {@link
 * FamilySettings}.
 *
 * @param member its place in the tree
 * @param places where its family keeps what members share: {@link SharedPlaces#toProperty}
 * @param outMark begins the lines of its standard output on its error stream; null when they have a pipe of their own
 */
public record BirthCertificate(MemberId member, Identity identity, String places, @Nullable String outMark) {
    private static final String MEMBER = "member";
    private static final String NAME = "name";
    private static final String LINEAGE = "lineage";
    private static final String DAEMON = "daemon";
    private static final String MAY_HAVE_CHILDREN = "mayHaveChildren";
    private static final String PARENT_PID = "parentPid";
    private static final String PARENT_NAME = "parentName";
    private static final String OUT_MARK = "outMark";
    private static final String PLACES = "places";

    /** Adds it to the properties of a bootstrap. */
    public void addTo(Map<String, String> properties) {
        properties.put(MEMBER, member.toString());
        properties.put(NAME, identity.name());
        properties.put(LINEAGE, identity.lineage());
        properties.put(DAEMON, Boolean.toString(identity.isDaemon()));
        properties.put(MAY_HAVE_CHILDREN, Boolean.toString(identity.mayHaveChildren()));
        properties.put(PARENT_PID, Long.toString(identity.parentPid()));
        if (identity.parentName() != null) {
            properties.put(PARENT_NAME, identity.parentName());
        }
        properties.put(PLACES, places);
        if (outMark != null) {
            properties.put(OUT_MARK, outMark);
        }
    }

    /**
     * Reads what {@link #addTo} wrote.
     *
     * @throws TransportException when something is missing
     */
    public static BirthCertificate read(Map<String, String> properties) {
        Identity identity = new Identity(
                required(properties, NAME),
                required(properties, LINEAGE),
                Boolean.parseBoolean(properties.get(DAEMON)),
                Boolean.parseBoolean(properties.get(MAY_HAVE_CHILDREN)),
                Long.parseLong(required(properties, PARENT_PID)),
                properties.get(PARENT_NAME));
        return new BirthCertificate(
                MemberId.parse(required(properties, MEMBER)),
                identity,
                required(properties, PLACES),
                properties.get(OUT_MARK));
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new TransportException("The bootstrap lacks the property \"" + key + "\"");
        }
        return value;
    }
}
