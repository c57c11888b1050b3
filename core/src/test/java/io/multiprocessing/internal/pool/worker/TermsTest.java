package io.multiprocessing.internal.pool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void travelAsTheyAreWhateverThePoolIsCalled() {
        for (String pool : new String[] {"downloads", "", " ", "of 3 H -", "two\nlines", "Größe \uD83D\uDE00 \uD83D"}) {
            for (boolean tellsHeap : new boolean[] {true, false}) {
                Terms terms = new Terms(pool, 12, tellsHeap, new Budget(34));
                assertThat(Terms.read(terms.write())).isEqualTo(terms);
            }
        }
    }

    @Test
    void areReadable() {
        assertThat(new Terms("downloads", 3, false, new Budget(4)).write()).isEqualTo("3 4 - downloads");
    }
}
