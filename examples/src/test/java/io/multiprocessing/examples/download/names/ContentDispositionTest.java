package io.multiprocessing.examples.download.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
        "attachment; filename=plain.txt | plain.txt",
        "attachment; filename=\"with space.txt\" | with space.txt",
        "inline;filename=\"a;b.txt\" | a;b.txt",
        "attachment; filename=\"say \\\"hi\\\".txt\" | say \"hi\".txt",
        "ATTACHMENT; FILENAME=X.TXT; size=3 | X.TXT",
        "attachment; filename=\"fallback.txt\"; filename*=UTF-8''%e2%82%ac%20rates.txt | € rates.txt",
        "attachment; filename*=iso-8859-1'en'%A3.txt; filename=x | £.txt",
        "attachment; filename*=KOI8-R''%C1; filename=fallback.txt | fallback.txt",
        "attachment; filename=\"na%20me.txt\" | na me.txt",
        "attachment; filename=\"unterminated.txt | unterminated.txt",
        "attachment; filename=\"../../etc/passwd\" | ../../etc/passwd",
    })
    void readsTheSuggestedName(String header, String name) {
        assertThat(ContentDisposition.fileName(header)).contains(name);
    }

    @Test
    void readsUtf8InPlainBytes() {
        assertThat(ContentDisposition.fileName("attachment; filename=\"\u00c3\u00a9.txt\"")).contains("é.txt");
        assertThat(ContentDisposition.fileName("attachment; filename=\"\u00e9.txt\"")).contains("é.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "attachment", "attachment; filename=", "attachment; filename=\"\"", "filename=x",
        ";;;==\"\"", "attachment; filename*=x"})
    void otherwiseThereIsNone(String header) {
        assertThat(ContentDisposition.fileName(header)).isEmpty();
    }

    @Test
    void hugeHeadersAreIgnored() {
        assertThat(ContentDisposition.fileName("attachment; filename=\"" + "\\\"a".repeat(100_000) + "\"")).isEmpty();
    }
}
