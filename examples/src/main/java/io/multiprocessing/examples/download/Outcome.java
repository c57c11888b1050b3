package io.multiprocessing.examples.download;

import io.multiprocessing.WorkerDiedException;
import io.multiprocessing.examples.download.fetch.FetchException;
import io.multiprocessing.examples.download.fetch.FetchResult;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What became of one URL. */
sealed interface Outcome {
    /** The URL as the user wrote it. */
    String url();

    /** The file is there. */
    record Saved(String url, FetchResult result) implements Outcome {}

    /** It could not be had; the reason is one line. */
    record Failed(String url, String reason) implements Outcome {}

    static Failed failed(String url, Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? "" : cause.getMessage();
        String reason =
                switch (cause) {
                    case FetchException itself -> message;
                    case WorkerDiedException itself -> "its worker process died: " + message;
                    default -> cause.getClass().getSimpleName() + ": " + message;
                };
        return new Failed(printable(url), printable(reason));
    }

    /** What servers and lists say must not play tricks on a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cc}", "?");
    }
}
