package io.multiprocessing.internal.death;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastWordTest {
    @ParameterizedTest(name = "exit value {0}, last word {1}: {2}")
    @CsvSource({
        "0,   EXIT,    0",
        "7,   EXIT,    7",
        "7,   NONE,    7",
        "128, NONE,    128",
        "137, EXIT,    137",
        "137, HEAP,    137",
        "137, NONE,    -9",
        "143, SIGNAL,  -15",
        "143, NONE,    -15",
        "143, EXIT,    143",
        "130, SIGNAL,  -2",
        "192, NONE,    -64",
        "193, NONE,    193",
        "255, NONE,    255",
        "1,   SIGNAL,  1"
    })
    void tellsExitsFromSignals(int exitValue, Said lastWord, int status) {
        assertThat(LastWord.exitStatus(exitValue, lastWord.code)).isEqualTo(status);
    }

    enum Said {
        NONE(LastWord.NONE),
        EXIT(LastWord.EXIT),
        HEAP(LastWord.HEAP_EXHAUSTED),
        SIGNAL(LastWord.SIGNAL);

        private final int code;

        Said(int code) {
            this.code = code;
        }
    }
}
