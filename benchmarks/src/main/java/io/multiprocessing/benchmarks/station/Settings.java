package io.multiprocessing.benchmarks.station;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a subject is told when it is opened, as words of a command line. */
public record Settings(Map<String, String> values) {
    private static final String VARIANT = "variant";

    public Settings {
        values = Map.copyOf(values);
    }

    public static Settings of(String variant) {
        return new Settings(Map.of(VARIANT, variant));
    }

    public Settings with(String name, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(name, value);
        return new Settings(more);
    }

    /** The name of the variant. */
    public String variant() {
        return text(VARIANT);
    }

    /** @throws IllegalArgumentException when it is missing */
    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No setting \"" + name + "\" in " + values);
        }
        return value;
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        values.forEach((name, value) -> words.add(name + "=" + value));
        return words;
    }

    static Settings parse(List<String> words) {
        Map<String, String> values = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new Settings(values);
    }
}
