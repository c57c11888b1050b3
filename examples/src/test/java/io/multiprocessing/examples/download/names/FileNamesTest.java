package io.multiprocessing.examples.download.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource({
        "http://h/a/b.txt, b.txt",
        "http://h/a/b.txt?x=/etc/passwd#y, b.txt",
        "http://h, index.html",
        "http://h/, index.html",
        "http://h/dir/, index.html",
        "http://h/a%20b%C3%A9.txt, a bé.txt",
        "http://h/%E9.txt, é.txt",
        "http://h/a%2Fb.txt, b.txt",
        "http://h/..%2F..%2Fetc%2Fpasswd, passwd",
        "http://h/.., download",
        "http://h/%2e%2e, download",
        "http://h/..%5C..%5Cboot.ini, boot.ini",
        "http://h/a%00b.txt, a_b.txt",
        "http://h/C:evil.exe, C_evil.exe",
        "http://h/.bashrc, bashrc",
        "http://h/-rf, _rf",
    })
    void theUrlsLastSegmentBecomesASafeName(String url, String name) {
        assertThat(FileNames.fromUrl(URI.create(url))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "../../../etc/passwd, passwd",
        "/etc/passwd, passwd",
        "'C:\\Windows\\System32\\evil.dll', evil.dll",
        "'..', download",
        "'.', download",
        "'', download",
        "' ', download",
        "'/', download",
        "'a/', download",
        "'...', download",
        "'x. . ', x",
        "'a<b>c:d\"e|f?g*h', a_b_c_d_e_f_g_h",
        "CON, _CON",
        "nul.txt, _nul.txt",
        "com1.tar.gz, _com1.tar.gz",
        "CONSOLE, CONSOLE",
        "x.part, x.part_",
        "x.PART, x.PART_",
        "x.part.meta, x.part.meta_",
        "x.meta, x.meta",
    })
    void dangerousNamesAreMadeHarmless(String suggestion, String name) {
        assertThat(FileNames.sanitise(suggestion)).isEqualTo(name);
    }

    @Test
    void nothingInvisibleStays() {
        assertThat(FileNames.sanitise("a\u0000b\nc\u001b[31md\u202Egpj.exe\u2028\ud800"))
                .isEqualTo("a_b_c_[31md_gpj.exe__");
    }

    @Test
    void longNamesKeepTheirExtension() {
        String name = FileNames.sanitise("ü".repeat(5000) + ".tar.gz");
        assertThat(name).endsWith("ü.tar.gz");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(190, FileNames.MAX_BYTES);
        assertThat(FileNames.sanitise("\ud83d\ude00".repeat(100)).getBytes(StandardCharsets.UTF_8))
                .as("no code point is torn")
                .hasSize(FileNames.MAX_BYTES);
        assertThat(FileNames.sanitise("a." + "b".repeat(500))).hasSizeLessThanOrEqualTo(FileNames.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/../../b", "\\\\server\\share\\x", "..\\..", "a\0/../b", "～/x", "‥/‥/x", "%2e%2e%2f",
        "／etc／passwd"})
    void noNameLeadsOutOfItsDirectory(String suggestion) {
        Path directory = Path.of("/some/dir");
        Path file = directory.resolve(FileNames.sanitise(suggestion)).normalize();
        assertThat(file.getParent()).isEqualTo(directory);
        assertThat(file.getFileName().toString()).doesNotContain("/").doesNotStartWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "a.txt, 1, a.txt",
        "a.txt, 2, a (2).txt",
        "a.tar.gz, 3, a (3).tar.gz",
        "a, 2, a (2)",
        "v1.2 release notes, 2, v1.2 release notes (2)",
    })
    void variantsKeepTheExtension(String name, int n, String variant) {
        assertThat(FileNames.variant(name, n)).isEqualTo(variant);
    }
}
