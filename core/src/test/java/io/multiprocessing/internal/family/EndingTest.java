package io.multiprocessing.internal.family;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
    @ParameterizedTest(name = "exit value {0}, last word {1}: {2}")
    @CsvSource({
        "0,   EXIT,    0",
        "7,   EXIT,    7",
        "7,   NONE,    7",
        "128, NONE,    128",
        "137, EXIT,    137",
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
    void tellsExitsFromSignals(int exitValue, LastWord lastWord, int status) {
        assertThat(Ending.status(exitValue, lastWord.code)).isEqualTo(status);
    }

    enum LastWord {
        NONE(Ending.UNKNOWN),
        EXIT(Ending.BY_EXIT),
        SIGNAL(Ending.BY_SIGNAL);

        private final int code;

        LastWord(int code) {
            this.code = code;
        }
    }

    @Test
    void describesExitsAndSignalsByName() {
        assertThat(new Ending(3, "", "").describe()).isEqualTo("exited with status 3");
        assertThat(new Ending(-9, "", "").describe()).isEqualTo("was killed by signal 9 (SIGKILL)");
        assertThat(new Ending(-9, "", "it was late").describe())
                .isEqualTo("was killed by signal 9 (SIGKILL): it was late");
        assertThat(new Ending(-33, "", "").describe()).contains("33");
    }
}
