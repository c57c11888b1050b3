package io.multiprocessing.benchmarks.scenario.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiprocessing.benchmarks.scenario.pool.Crew;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {
    private static final byte[] SERVED = {1, 2, 3};
    private static final byte[] OTHER = {1, 2, 4};

    @Test
    void otherBytesAreNoticed() throws Exception {
        Result.BYTES.check(SERVED.clone(), SERVED);
        assertThatThrownBy(() -> Result.BYTES.check(OTHER, SERVED)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherDigestIsNoticed() throws Exception {
        Result.DIGEST.check(Corpus.digest(SERVED), SERVED);
        assertThatThrownBy(() -> Result.DIGEST.check(Corpus.digest(OTHER), SERVED))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherFileIsNoticedAndARightOneIsRemoved(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("0");
        Files.write(file, OTHER);
        assertThatThrownBy(() -> Result.PATH.check(file.toString(), SERVED)).isInstanceOf(IllegalStateException.class);

        Files.write(file, SERVED);
        Result.PATH.check(file.toString(), SERVED);
        assertThat(file).doesNotExist();
    }

    @Test
    void everyResultComesFromTheServerWhole() throws Exception {
        Corpus corpus = Corpus.standard();
        try (Origin origin = Origin.start()) {
            for (Result result : Result.values()) {
                // Nobody hands over a region to himself.
                String variant = result == Result.REGION ? "pipe" : Crew.SEQUENTIAL;
                try (Crew crew = Crew.open(variant, 1);
                        var download = new Download(corpus, result, origin.address())) {
                    List<Object> results = download.run(crew);
                    assertThat(results).hasSameSizeAs(corpus.sizes());
                    download.check(results);
                }
            }
        }
    }

    @Test
    void theCorpusIsTheSameEachTimeAndHolds16MiB() {
        Corpus corpus = Corpus.standard();
        assertThat(corpus).isEqualTo(Corpus.standard());
        assertThat(corpus.content(3)).isEqualTo(Corpus.standard().content(3)).hasSize(corpus.sizes().get(3));
        assertThat(corpus.sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(16 << 20);
        assertThat(corpus.sizes()).hasSize(20).allMatch(size -> size > 0);
    }
}
