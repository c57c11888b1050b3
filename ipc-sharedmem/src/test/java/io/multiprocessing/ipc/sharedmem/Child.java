package io.multiprocessing.ipc.sharedmem;

import io.multiprocessing.spi.Invitation;
import io.multiprocessing.spi.Link;
import io.multiprocessing.spi.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A child process that was started, and the parent's end of the link to it. */
record Child(Process process, Link link) {
    /** Called by the parent. */
    static Child start(Transport transport, Class<?> main, List<String> jvmArgs) throws IOException {
        try (Invitation invitation = transport.invite(main.getSimpleName())) {
            Process process = new ProcessBuilder(Jvm.command(jvmArgs, main))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] address = invitation.address().getBytes(StandardCharsets.UTF_8);
            process.getOutputStream().write(address.length);
            process.getOutputStream().write(address);
            process.getOutputStream().flush();
            Link link = transport.accept(invitation, EchoChild.NO_PIPES, Duration.ofSeconds(60));
            process.onExit().thenRun(link::peerDied);
            return new Child(process, link);
        }
    }

    /** Called by the child, once: reads the address from standard input, and from then on ends with the parent. */
    static String readAddress() throws IOException {
        String address = new String(System.in.readNBytes(System.in.read()), StandardCharsets.UTF_8);
        Jvm.haltWithStarter();
        return address;
    }
}
