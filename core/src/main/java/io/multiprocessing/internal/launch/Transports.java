package io.multiprocessing.internal.launch;

import io.multiprocessing.spi.Availability;
import io.multiprocessing.spi.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds transports: all that the class path offers, the best of them, or one by name. */
public final class Transports {
    private static final Map<String, String> KNOWN_ARTIFACTS = Map.of(
            "pipe", "io.multiprocessing:multiprocessing-ipc-pipe",
            "socket", "io.multiprocessing:multiprocessing-ipc-socket",
            "sharedmem", "io.multiprocessing:multiprocessing-ipc-sharedmem");

    private Transports() {}

    /** New objects of all providers on the class path, best rank first. */
    public static List<Transport> all() {
        List<Transport> found = new ArrayList<>();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        collect(ServiceLoader.load(Transport.class, Transports.class.getClassLoader()), found);
        if (context != null && context != Transports.class.getClassLoader()) {
            collect(ServiceLoader.load(Transport.class, context), found);
        }
        found.sort(Comparator.comparingInt(Transport::rank).reversed());
        return found;
    }

    private static void collect(ServiceLoader<Transport> loader, List<Transport> found) {
        for (ServiceLoader.Provider<Transport> provider : (Iterable<ServiceLoader.Provider<Transport>>) loader
                .stream()::iterator) {
            try {
                if (found.stream().noneMatch(known -> known.getClass() == provider.type())) {
                    found.add(provider.get());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                System.getLogger("io.multiprocessing")
                        .log(System.Logger.Level.WARNING, "Transport " + provider.type() + " could not be loaded", e);
            }
        }
    }

    /**
     * The best transport that is available.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Transport best() {
        List<Transport> all = all();
        return all.stream()
                .filter(transport -> transport.availability().isAvailable())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No transport is available. " + describe(all)));
    }

    /**
     * The transport of that name.
     *
     * @throws IllegalArgumentException when it is unknown or unavailable: lists what there is
     */
    public static Transport named(String name) {
        List<Transport> all = all();
        for (Transport transport : all) {
            if (transport.name().equals(name)) {
                Availability availability = transport.availability();
                if (!availability.isAvailable()) {
                    throw new IllegalArgumentException("Transport \"" + name + "\" is unavailable: "
                            + availability.reason() + ". " + describe(all));
                }
                return transport;
            }
        }
        String artifact = KNOWN_ARTIFACTS.get(name);
        String advice = artifact == null ? "" : " Add the artifact " + artifact + " to the class path.";
        throw new IllegalArgumentException(
                "There is no transport \"" + name + "\" here." + advice + " " + describe(all));
    }

    private static String describe(List<Transport> all) {
        StringBuilder text = new StringBuilder();
        List<String> names = all.stream().map(Transport::name).toList();
        text.append(all.isEmpty() ? "The class path has no transports" : "The class path has:");
        for (Transport transport : all) {
            Availability availability = transport.availability();
            text.append(' ').append(transport.name());
            if (!availability.isAvailable()) {
                text.append(" (unavailable: ").append(availability.reason()).append(')');
            }
            text.append(';');
        }
        KNOWN_ARTIFACTS.keySet()
                .stream()
                .sorted()
                .filter(known -> !names.contains(known))
                .forEach(known -> text.append(" for ")
                        .append(known)
                        .append(" add ")
                        .append(KNOWN_ARTIFACTS.get(known))
                        .append(';'));
        text.setCharAt(text.length() - 1, '.');
        return text.toString();
    }

    /** In a child: the transport that the parent named. */
    public static Transport forChild(Bootstrap bootstrap) {
        try {
            Class<?> type = Class.forName(bootstrap.transportClass());
            return (Transport) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return named(bootstrap.transport());
        }
    }
}
