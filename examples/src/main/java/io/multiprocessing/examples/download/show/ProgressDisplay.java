package io.multiprocessing.examples.download.show;

import io.multiprocessing.examples.download.fetch.FetchProgress;
import io.multiprocessing.examples.download.fetch.FetchResult;

/** Shows how a run's downloads are getting on. Called by one thread; {@link #close} by any. */
public interface ProgressDisplay extends AutoCloseable {
    /** Shows nothing at all. */
    ProgressDisplay NONE = new ProgressDisplay() {
        @Override
        public void progressed(FetchProgress progress) {}

        @Override
        public void saved(FetchResult result) {}

        @Override
        public void failed(int index, String url, String reason) {}

        @Override
        public void close() {}
    };

    void progressed(FetchProgress progress);

    void saved(FetchResult result);

    void failed(int index, String url, String reason);

    /** Ends the display: what is printed afterwards stands on lines of its own. */
    @Override
    void close();
}
