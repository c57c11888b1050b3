package io.multiprocessing.benchmarks.scenario.queue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.multiprocessing.benchmarks.program.JavaProgram;
import io.multiprocessing.benchmarks.station.JavaStation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Partners that spin while they wait. Between two turns they are sent to their gate, where they cost nothing. */
final class SpinningRig implements Rig {
    /** In one frame of Aeron's goes as much as it allows. */
    private static final int AERON_MTU = 65_504;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final List<Process> partners = new ArrayList<>();
    private final List<Line> requests = new ArrayList<>();
    private final List<Line> answers = new ArrayList<>();
    private final List<AutoCloseable> resources = new ArrayList<>();

    private SpinningRig() {}

    static Rig agrona() throws Exception {
        var rig = new SpinningRig();
        Path directory = directory();
        for (int index = 0; index < PARTNERS; index++) {
            rig.requests.add(SpinningPartner.ring(directory, SpinningPartner.REQUESTS, index));
            rig.answers.add(SpinningPartner.ring(directory, SpinningPartner.ANSWERS, index));
        }
        rig.startPartners(SpinningPartner.AGRONA, directory);
        MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE); // All have mapped them.
        return rig;
    }

    static Rig aeron() throws Exception {
        var rig = new SpinningRig();
        MediaDriver driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
                .aeronDirectoryName(directory().toString())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .ipcMtuLength(AERON_MTU)
                .warnIfDirectoryExists(false));
        Runtime.getRuntime().addShutdownHook(new Thread(driver::close));
        Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        for (int index = 0; index < PARTNERS; index++) {
            rig.requests.add(AeronLine.sender(aeron, SpinningPartner.REQUESTS + index));
            rig.answers.add(AeronLine.receiver(aeron, SpinningPartner.ANSWERS + index));
        }
        rig.startPartners(SpinningPartner.AERON, Path.of(driver.aeronDirectoryName()));
        rig.resources.add(aeron);
        rig.resources.add(driver);
        return rig;
    }

    private static Path directory() throws IOException {
        return Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "multiprocessing-peer")
                : Files.createTempDirectory("multiprocessing-peer");
    }

    /** They wait at their gates afterwards. */
    private void startPartners(String kind, Path directory) throws Exception {
        for (int index = 0; index < PARTNERS; index++) {
            List<String> args = List.of(kind, directory.toString(), Integer.toString(index));
            partners.add(JavaProgram.startAloud(
                    JavaStation.OPTIONS, System.getProperty("java.class.path"), SpinningPartner.class, args));
        }
        for (Process partner : partners) {
            if (partner.inputReader().readLine() == null) {
                throw new IOException("A partner over " + kind + " ended before it was ready");
            }
        }
        pause(PARTNERS);
    }

    @Override
    public List<Line> requests() {
        return requests;
    }

    @Override
    public List<Line> answers() {
        return answers;
    }

    @Override
    public void resume(int count) throws IOException {
        for (Process partner : partners.subList(0, count)) {
            OutputStream gate = partner.getOutputStream();
            gate.write('\n');
            gate.flush();
        }
    }

    @Override
    public void pause(int count) throws Exception {
        for (Line line : requests.subList(0, count)) {
            line.send(Partner.PAUSE);
        }
    }

    @Override
    public void close() throws Exception {
        for (Process partner : partners) {
            partner.getOutputStream().close(); // That ends it.
            partner.waitFor();
        }
        for (AutoCloseable resource : resources) {
            resource.close();
        }
    }
}
