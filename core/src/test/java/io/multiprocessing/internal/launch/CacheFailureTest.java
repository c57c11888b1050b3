package io.multiprocessing.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFailureTest {
    @TempDir
    Path directory;

    private CacheFailure failure;

    @BeforeEach
    void nothingIsKnown() {
        failure = new CacheFailure(directory, "key");
    }

    @Test
    void aFailureCountsForADay() throws Exception {
        assertThat(failure.isRecent()).isFalse();
        failure.record("the reason");
        assertThat(failure.isRecent()).isTrue();
        Path file = directory.resolve("key" + CacheFailure.FAILED);
        assertThat(file).content()
                .contains("the reason")
                .contains(Integer.toString(Instant.now().atZone(java.time.ZoneOffset.UTC).getYear()));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(CacheFailure.LASTS).minusSeconds(60)));
        assertThat(failure.isRecent()).isFalse();
    }

    @Test
    void attemptsThatNobodyFinishesAreAFailureInTheEnd() throws Exception {
        for (int attempt = 0; attempt < CacheFailure.MOST_ATTEMPTS; attempt++) {
            assertThat(failure.begins()).isTrue();
        }
        assertThat(failure.isRecent()).isFalse();
        assertThat(failure.begins()).isFalse();
        assertThat(failure.isRecent()).isTrue();
    }

    @Test
    void oldAttemptsAndASuccessAreForgotten() throws Exception {
        for (int attempt = 0; attempt < CacheFailure.MOST_ATTEMPTS; attempt++) {
            failure.begins();
        }
        Files.setLastModifiedTime(directory.resolve("key" + CacheFailure.BEGUN),
                FileTime.from(Instant.now().minus(CacheFailure.LASTS).minusSeconds(60)));
        assertThat(failure.begins()).isTrue();
        failure.forget();
        assertThat(directory).isEmptyDirectory();
    }
}
