package io.multiprocessing.benchmarks.scenario.download;

import java.net.http.HttpClient;

/** The client of this process, made at the first use and used by all its threads. */
final class Http {
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}
}
