package io.multiprocessing.internal.liveness;

import java.util.List;
import java.util.Map;

/** Whether a child is started so that a debugger may stop it: silence means nothing then. */
public final class Debugger {
    private static final String AGENT = "jdwp";
    private static final List<String> OPTION_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private Debugger() {}

    /**
     * Looks at the options that it is started with.
     *
     * @param environment what is added to this process's own for it
     */
    public static boolean mayStop(List<String> jvmArgs, Map<String, String> environment) {
        for (String variable : OPTION_VARIABLES) {
            String inherited = System.getenv(variable);
            String options = environment.getOrDefault(variable, inherited == null ? "" : inherited);
            if (options.contains(AGENT)) {
                return true;
            }
        }
        return jvmArgs.stream().anyMatch(arg -> arg.contains(AGENT));
    }
}
