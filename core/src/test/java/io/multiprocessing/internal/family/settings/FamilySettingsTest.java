package io.multiprocessing.internal.family.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FamilySettingsTest {
    private final FamilySettings settings = new FamilySettings(
            "/a java home",
            List.of("-Da=b c", "-Xmx1g"),
            "x.jar:y.jar",
            Map.of("VARIABLE", "value"),
            "/work",
            "my.Codec",
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofSeconds(5),
            77,
            true,
            "/a cache",
            line -> {});

    @Test
    void travelToChildrenAsStrings() {
        FamilySettings arrived = FamilySettings.fromProperties(settings.toProperties());
        assertThat(arrived).usingRecursiveComparison()
                .ignoringFields("environment", "workingDirectory", "outputHandler")
                .isEqualTo(settings);
        assertThat(arrived.environment()).as("inherited by the operating system's means").isEmpty();
        assertThat(arrived.workingDirectory()).isNull();
        assertThat(arrived.outputHandler()).as("lives in the root").isNull();
    }

    @Test
    void noOptionsAreNoOptions() {
        FamilySettings bare = FamilySettings.fromProperties(
                new FamilySettings("", List.of(), "", Map.of(), null, "", Duration.ZERO, Duration.ZERO, Duration.ZERO,
                        1, false, null, null)
                        .toProperties());
        assertThat(bare.jvmArgs()).isEmpty();
    }

    @Test
    void optionsOfOneChildComeAfterThoseOfAll() {
        assertThat(settings.with(List.of("-Xmx2g")).jvmArgs()).containsExactly("-Da=b c", "-Xmx1g", "-Xmx2g");
        assertThat(settings.jvmArgs()).hasSize(2);
    }

    @Test
    void aMissingPropertyIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> FamilySettings.fromProperties(Map.of("jvmArgs", "")))
                .withMessageContaining("javaHome");
    }
}
