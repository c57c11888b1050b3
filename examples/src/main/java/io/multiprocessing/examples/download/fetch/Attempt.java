package io.multiprocessing.examples.download.fetch;

import io.multiprocessing.examples.download.fetch.FetchProgress.Phase;
import io.multiprocessing.examples.download.names.ContentDisposition;
import io.multiprocessing.examples.download.names.FileNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One exchange with the server: at its end the part file is whole, or it failed, and the file may have grown. */
final class Attempt {
    /** Told of the file's name as soon as the server's answer is there; may end the attempt by throwing. */
    interface OnAnswer {
        void named(String finalName, URI finalUrl) throws FetchException;
    }

    private final URI url;
    private final String name;
    private final PartFile part;
    private final FetchLimits limits;
    private final ThrottledProgress progress;
    private final OnAnswer onAnswer;

    /** @param name the file's name unless the server knows a better one */
    Attempt(URI url, String name, PartFile part, FetchLimits limits, ThrottledProgress progress, OnAnswer onAnswer) {
        this.url = url;
        this.name = name;
        this.part = part;
        this.limits = limits;
        this.progress = progress;
        this.onAnswer = onAnswer;
    }

    void run() throws FetchException, InterruptedException {
        Optional<Validator> validator = part.resumable();
        if (validator.isPresent() && resume(validator.get())) {
            return;
        }
        startAnew(ask(Map.of()));
    }

    /** False when what is there turned out to be useless. */
    private boolean resume(Validator validator) throws FetchException, InterruptedException {
        Answer answer = ask(Map.of(
                "Range", "bytes=" + part.size() + "-",
                "If-Range", validator.value()));
        return switch (answer.status()) {
            case 206 -> {
                Optional<ContentRange> range = range(answer.headers()).filter(this::continuesPart);
                if (range.isEmpty() || validator.isContradictedBy(answer.headers())) {
                    answer.body().close();
                    yield false;
                }
                answered(answer);
                receive(answer, part.size(), totalOf(range.get()));
                yield true;
            }
            case 416 -> {
                answer.body().discard();
                boolean whole = range(answer.headers()).filter(range -> range.total() == part.size()).isPresent()
                        && !validator.isContradictedBy(answer.headers());
                if (whole) {
                    answered(answer);
                }
                yield whole;
            }
            default -> {
                startAnew(answer);
                yield true;
            }
        };
    }

    private boolean continuesPart(ContentRange range) {
        boolean sameTotal = part.total() < 0 || range.total() < 0 || range.total() == part.total();
        boolean endsWithin = range.end() >= range.start() && range.end() < totalOf(range);
        return range.start() == part.size() && endsWithin && sameTotal;
    }

    private long totalOf(ContentRange range) {
        return range.total() < 0 ? part.total() : range.total();
    }

    private void startAnew(Answer answer) throws FetchException, InterruptedException {
        int status = answer.status();
        if (status != 200 && status != 203) {
            answer.body().discard();
            throw Failures.ofStatus(status, answer.headers());
        }
        answered(answer);
        long total = answer.headers().firstValueAsLong("Content-Length").orElse(-1);
        try {
            part.restart(Validator.of(answer.headers()), total);
        } catch (FetchException e) {
            answer.body().close();
            throw e;
        }
        receive(answer, 0, total);
    }

    private void receive(Answer answer, long from, long total)
            throws FetchException, InterruptedException {
        progress.phase(Phase.RECEIVING, from, total);
        try (ResponseBody body = answer.body()) {
            for (var piece = body.next(limits.stall()); piece != null; piece = body.next(limits.stall())) {
                part.append(piece);
                progress.received(part.size(), total);
            }
        } catch (IOException e) {
            throw total >= 0 && part.size() < total ? endedEarly(total, e) : Failures.ofConnection(e, answer.url());
        }
        if (total >= 0 && part.size() != total) {
            throw endedEarly(total, null);
        }
        progress.phase(Phase.RECEIVING, part.size(), part.size());
    }

    private FetchException endedEarly(long total, @Nullable IOException cause) {
        String silence = cause instanceof HttpTimeoutException
                ? "the server fell silent for " + Failures.seconds(limits.stall())
                : "the connection ended";
        String reason = silence + " after " + part.size() + " of " + total + " bytes";
        return cause == null ? FetchException.passing(reason) : FetchException.passing(reason, cause);
    }

    private Answer ask(Map<String, String> headers) throws FetchException, InterruptedException {
        return Redirects.get(url, headers, limits.stall());
    }

    private void answered(Answer answer) throws FetchException {
        try {
            onAnswer.named(finalName(answer), answer.url());
        } catch (FetchException e) {
            answer.body().close();
            throw e;
        }
    }

    /** The server's word first, then the URL that redirects led to, then the name that this download was given. */
    private String finalName(Answer answer) {
        Optional<String> suggested = answer.headers()
                .firstValue("Content-Disposition")
                .flatMap(ContentDisposition::fileName)
                .map(FileNames::sanitise);
        String named = suggested.orElseGet(() -> FileNames.fromUrl(answer.url()));
        return named.equals(FileNames.fromUrl(url)) ? name : named;
    }

    private static Optional<ContentRange> range(HttpHeaders headers) {
        return headers.firstValue("Content-Range").flatMap(ContentRange::parse);
    }
}
