package io.multiprocessing.examples.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesAllKindsOfValues() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("string", "text");
        object.put("numbers", List.of(1, -2L, 0.5));
        object.put("rest", Arrays.asList(true, null));
        object.put("empty", List.of(List.of(), Map.of()));
        assertThat(Json.write(object)).isEqualTo("""
                {
                  "string": "text",
                  "numbers": [
                    1,
                    -2,
                    0.5
                  ],
                  "rest": [
                    true,
                    null
                  ],
                  "empty": [
                    [],
                    {}
                  ]
                }""");
    }

    @Test
    void escapesWhatMustNotStandInAString() {
        assertThat(Json.write("\"\\\n\t\r\0\u001b\u007fé€\ud83d\ude00\ud800</script>"))
                .isEqualTo(
                        "\"\\\"\\\\\\n\\t\\u000d\\u0000\\u001b\\u007f\\u00e9\\u20ac\\ud83d\\ude00\\ud800</script>\"");
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        assertThatThrownBy(() -> Json.write(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(List.of(new Object()))).isInstanceOf(IllegalArgumentException.class);
    }
}
