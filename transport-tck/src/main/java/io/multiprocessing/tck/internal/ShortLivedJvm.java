package io.multiprocessing.tck.internal;

import io.multiprocessing.internal.launch.CacheMaker;
import io.multiprocessing.internal.launch.StartupCache;
import io.multiprocessing.internal.launch.Surroundings;
import java.util.ArrayList;
import java.util.List;

/**
 * How the kit starts JVMs, of which a run takes a thousand: most live for some tenths of a second, and their start is
 * most of what they use.
 *
 * @param options what the framework gives its children, and the startup cache that is made for them, once there is one
 * @param classPath this JVM's, the jars first that the cache is of
 */
public record ShortLivedJvm(List<String> options, String classPath) {
    /**
     * They start fast rather than run fast. No second compiler; and what has been called two hundred times is not
     * compiled yet, what has been called a thousand times is, which saves a tenth of the processor time of a child that
     * does nothing.
     */
    public static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:Tier0InvokeNotifyFreqLog=10");

    /** What a child loads. By name: it is not for others to use. */
    private static final String REHEARSAL_CLASS = "io.multiprocessing.internal.family.child.Rehearsal";

    /** For processes with these transports; none where that is not known. */
    public static ShortLivedJvm of(Class<?>... transports) {
        List<String> options = new ArrayList<>(Surroundings.jvmArgs(null, QUICK));
        List<Class<?>> ownClasses = new ArrayList<>(List.of(StartupCache.class));
        ownClasses.addAll(List.of(transports));
        StartupCache.Plan plan = StartupCache.plan(
                Surroundings.javaHome().toString(), options, Surroundings.classPath(), null, ownClasses);
        options.addAll(plan.cacheArgs());
        if (plan.missing() != null) {
            CacheMaker.makeInBackground(plan.missing(), REHEARSAL_CLASS);
        }
        return new ShortLivedJvm(options, plan.classPath());
    }
}
