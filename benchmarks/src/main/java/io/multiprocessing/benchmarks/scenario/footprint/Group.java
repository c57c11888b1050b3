package io.multiprocessing.benchmarks.scenario.footprint;

import io.multiprocessing.ChildProcess;
import io.multiprocessing.Multiprocessing;
import io.multiprocessing.ProcessPool;
import io.multiprocessing.SharedQueue;
import io.multiprocessing.benchmarks.program.JavaProgram;
import io.multiprocessing.benchmarks.scenario.pool.Crew;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Processes that have nothing to do. */
interface Group extends AutoCloseable {
    List<ProcessHandle> workers();

    @Override
    void close() throws Exception;

    static Group open(String variant, int workers) throws Exception {
        return switch (variant) {
            case "jvm" -> jvms(workers);
            case "pp4j" -> pp4j(workers);
            default -> family(variant, workers);
        };
    }

    /** Each has said something and waits for the end of its input. */
    private static Group jvms(int workers) throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Process process = JavaProgram.startAloud(
                    List.of("-Xshare:auto", "-XX:-UsePerfData", "-XX:+UseSerialGC"),
                    JavaProgram.locationOf(Idler.class),
                    Idler.class,
                    List.of());
            process.inputReader().readLine();
            processes.add(process);
        }
        return of(processes.stream().map(Process::toHandle).toList(), () -> {
            for (Process process : processes) {
                process.getOutputStream().close();
                process.waitFor();
            }
        });
    }

    private static Group pp4j(int workers) throws Exception {
        Crew crew = Crew.open(Crew.PP4J, workers);
        return of(pids(crew, workers), crew::close);
    }

    /** A pool whose workers have done something each, and a child that waits at a queue. */
    private static Group family(String transport, int workers) throws Exception {
        Multiprocessing family = Multiprocessing.open(transport);
        ProcessPool pool = family.pool(workers);
        List<ProcessHandle> handles = pids(new Crew.Processes(family, pool), workers);
        SharedQueue<String> queue = family.queue(1);
        ChildProcess waiting = family.start(() -> queue.take());
        return of(handles, () -> {
            queue.put("end");
            waiting.join();
            pool.close();
            family.close();
        });
    }

    private static List<ProcessHandle> pids(Crew crew, int workers) throws Exception {
        List<Long> pids = new ArrayList<>();
        while (pids.size() < workers) {
            List<Future<Long>> futures = new ArrayList<>();
            for (int task = 0; task < workers; task++) {
                futures.add(crew.submit(() -> {
                    Thread.sleep(1); // Leaves the next task to another worker.
                    return ProcessHandle.current().pid();
                }));
            }
            for (Future<Long> future : futures) {
                pids.add(future.get());
            }
            pids = pids.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
        }
        return pids.stream().map(pid -> ProcessHandle.of(pid).orElseThrow()).toList();
    }

    /** How a group ends. */
    interface End {
        void run() throws Exception;
    }

    private static Group of(List<ProcessHandle> workers, End end) {
        return new Group() {
            @Override
            public List<ProcessHandle> workers() {
                return workers;
            }

            @Override
            public void close() throws Exception {
                end.run();
            }
        };
    }
}
