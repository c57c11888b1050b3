package io.multiprocessing.internal.object;

import io.multiprocessing.NotSerializableTaskException;
import java.io.Serializable;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the functions run that users give to shared maps and lists. */
final class Functions {
    private Functions() {}

    /**
     * Does it at the owner if the function can be serialised, or else here. Only an attempt tells: what {@code
     * Comparator.comparing} makes is serialisable by its type, and refers to what is not.
     */
    static <R extends @Nullable Object> R atOwnerOrHere(
            Object home, Object function, Supplier<R> atOwner, Supplier<R> here) {
        if (Objects.requireNonNull(function, "function") instanceof Serializable) {
            try {
                return atOwner.get();
            } catch (NotSerializableTaskException e) {
                if (canTravel(home, function)) {
                    throw e;
                }
            }
        }
        return here.get();
    }

    private static boolean canTravel(Object home, Object function) {
        ProxyHandler handler = ProxyHandler.of(home);
        try {
            return handler != null && handler.home().member().encode(function).hasRemaining();
        } catch (NotSerializableTaskException e) {
            return false;
        }
    }
}
