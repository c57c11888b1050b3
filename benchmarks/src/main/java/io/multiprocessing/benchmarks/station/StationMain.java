package io.multiprocessing.benchmarks.station;

import io.multiprocessing.benchmarks.program.ParentWatch;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The program of a station: opens a subject and answers requests, one a line, until its standard input ends. That ends
 * it at once also in the midst of a measurement.
 *
 * <pre>
 *   request:  WHAT MILLISECONDS
 *   answer:   ok MEDIAN TAIL OPERATIONS     or     error what went wrong
 * </pre>
 */
public final class StationMain {
    private static final String END = "end";

    private StationMain() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.begin();
        var answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err); // What a subject prints is no answer.
        BlockingQueue<String> requests = requests();
        int status = 0;
        try (Subject subject = open(args[0], Settings.parse(Arrays.asList(args).subList(1, args.length)))) {
            for (String request = requests.take(); !request.equals(END); request = requests.take()) {
                answers.println(answer(subject, request));
            }
        } catch (Exception e) {
            e.printStackTrace();
            answers.println("error " + oneLine(e));
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }

    /** Lines of the standard input. Its end without a word before means that the driver is dead. */
    private static BlockingQueue<String> requests() {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("requests").start(() -> {
            try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    requests.add(line);
                    if (line.equals(END)) {
                        return;
                    }
                }
            } catch (IOException e) {
                // Ends as well.
            }
            ParentWatch.leave();
        });
        return requests;
    }

    static Subject open(String type, Settings settings) throws Exception {
        return (Subject) Class.forName(type).getConstructor(Settings.class).newInstance(settings);
    }

    private static String answer(Subject subject, String request) {
        List<String> words = List.of(request.split(" "));
        try {
            Duration slice = Duration.ofMillis(Long.parseLong(words.get(1)));
            return "ok " + subject.measure(words.getFirst(), slice).toLine();
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + oneLine(e);
        }
    }

    private static String oneLine(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return (failure + " <- " + cause).replace('\n', ' ');
    }
}
