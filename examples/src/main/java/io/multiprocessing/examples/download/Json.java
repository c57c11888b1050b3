package io.multiprocessing.examples.download;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259): maps, lists, strings, numbers, booleans and null. In ASCII: no encoding spoils it. */
final class Json {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * @param value nested {@link Map}s and {@link List}s of the rest
     * @throws IllegalArgumentException when it holds anything else
     */
    static String write(@Nullable Object value) {
        Json json = new Json();
        json.value(value, "\n");
        return json.text.toString();
    }

    private void value(@Nullable Object value, String newLine) {
        switch (value) {
            case null -> text.append("null");
            case String string -> string(string);
            case Boolean bool -> text.append(bool);
            case Integer number -> text.append(number);
            case Long number -> text.append(number);
            case Double number when Double.isFinite(number) -> text.append(number);
            case List<?> list -> list(list, newLine);
            case Map<?, ?> map -> map(map, newLine);
            default -> throw new IllegalArgumentException("JSON has no form for " + value.getClass());
        }
    }

    private void list(List<?> list, String newLine) {
        text.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext();) {
            text.append(newLine).append(INDENT);
            value(items.next(), newLine + INDENT);
            text.append(items.hasNext() ? "," : newLine);
        }
        text.append(']');
    }

    private void map(Map<?, ?> map, String newLine) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext();) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(newLine).append(INDENT);
            string(String.valueOf(entry.getKey()));
            text.append(": ");
            value(entry.getValue(), newLine + INDENT);
            text.append(entries.hasNext() ? "," : newLine);
        }
        text.append('}');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"', '\\' -> text.append('\\').append(c);
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        text.append(c);
                    } else {
                        text.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        text.append('"');
    }
}
