package io.multiprocessing.internal.family.settings;

import io.multiprocessing.OutputHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all processes of a family. All but the output handler is passed on to children, as the properties of
 * their bootstrap: plain strings, so that a child reads them only when it starts children itself.
 *
 * @param jvmArgs options of every child JVM, after the ones that we choose ourselves
 * @param livenessGrace how long a child may not answer before it is killed; zero for ever
 * @param queueBudgetBytes what a queue without a capacity holds at most
 * @param labelOutput whether forwarded lines begin with the name of their process
 * @param startupCache where startup caches are kept, or that there are none; null for what the system property says
 */
public record FamilySettings(
        String javaHome,
        List<String> jvmArgs,
        String classPath,
        Map<String, String> environment,
        @Nullable String workingDirectory,
        String codecClass,
        Duration startTimeout,
        Duration shutdownGrace,
        Duration livenessGrace,
        long queueBudgetBytes,
        boolean labelOutput,
        @Nullable String startupCache,
        @Nullable OutputHandler outputHandler) {

    /** These settings for one child with more JVM options and another environment on top. */
    public FamilySettings with(List<String> moreJvmArgs) {
        List<String> args = new ArrayList<>(jvmArgs);
        args.addAll(moreJvmArgs);
        return new FamilySettings(
                javaHome,
                List.copyOf(args),
                classPath,
                environment,
                workingDirectory,
                codecClass,
                startTimeout,
                shutdownGrace,
                livenessGrace,
                queueBudgetBytes,
                labelOutput,
                startupCache,
                outputHandler);
    }

    /** The environment and the working directory are not among them: a child's children inherit them from it. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("javaHome", javaHome);
        properties.put("jvmArgs", String.join("\n", jvmArgs));
        properties.put("classPath", classPath);
        properties.put("codec", codecClass);
        properties.put("startTimeout", Long.toString(startTimeout.toMillis()));
        properties.put("grace", Long.toString(shutdownGrace.toMillis()));
        properties.put("liveness", livenessGrace.toString());
        properties.put("queueBudget", Long.toString(queueBudgetBytes));
        properties.put("label", Boolean.toString(labelOutput));
        if (startupCache != null) {
            properties.put("startupCache", startupCache);
        }
        return properties;
    }

    /** Reads what {@link #toProperties} wrote. */
    public static FamilySettings fromProperties(Map<String, String> properties) {
        String jvmArgs = required(properties, "jvmArgs");
        return new FamilySettings(
                required(properties, "javaHome"),
                jvmArgs.isEmpty() ? List.of() : List.of(jvmArgs.split("\n")),
                required(properties, "classPath"),
                Map.of(),
                null,
                required(properties, "codec"),
                Duration.ofMillis(Long.parseLong(required(properties, "startTimeout"))),
                Duration.ofMillis(Long.parseLong(required(properties, "grace"))),
                Duration.parse(required(properties, "liveness")),
                Long.parseLong(required(properties, "queueBudget")),
                Boolean.parseBoolean(required(properties, "label")),
                properties.get("startupCache"),
                null);
    }

    /** Only that: a child needs it at once, the rest when it starts children itself. */
    public static String codecClassIn(Map<String, String> properties) {
        return required(properties, "codec");
    }

    private static String required(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw new IllegalStateException("The bootstrap lacks the property \"" + key + "\": " + properties.keySet());
        }
        return value;
    }
}
