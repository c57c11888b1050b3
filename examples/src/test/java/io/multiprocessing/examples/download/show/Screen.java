package io.multiprocessing.examples.download.show;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person would see: understands as much of a terminal's language as the bars use. */
final class Screen {
    private static final Pattern COMMAND = Pattern.compile("\u001b\\[(\\??)(\\d*)([a-zA-Z])");

    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;

    PrintStream stream() {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        show(new String(bytes, offset, length, StandardCharsets.UTF_8));
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    /** The lines that are not empty. */
    synchronized List<String> lines() {
        return lines.stream().map(line -> line.toString().stripTrailing()).filter(line -> !line.isEmpty()).toList();
    }

    private synchronized void show(String text) {
        Matcher command = COMMAND.matcher(text);
        for (int at = 0; at < text.length();) {
            if (text.charAt(at) == '\u001b') {
                if (!command.find(at) || command.start() != at) {
                    throw new AssertionError("unknown command in: " + text);
                }
                obey(command);
                at = command.end();
            } else {
                put(text.charAt(at));
                at++;
            }
        }
    }

    private void put(char c) {
        switch (c) {
            case '\n' -> {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            }
            case '\r' -> column = 0;
            default -> {
                StringBuilder line = lines.get(row);
                while (line.length() <= column) {
                    line.append(' ');
                }
                line.setCharAt(column++, c);
            }
        }
    }

    private void obey(Matcher command) {
        switch (command.group(3)) {
            case "A" -> row -= Integer.parseInt(command.group(2));
            case "J" -> {
                lines.get(row).setLength(column);
                lines.subList(row + 1, lines.size()).clear();
            }
            case "K" -> lines.get(row).setLength(0);
            case "h", "l" -> {
                // Whether long lines are folded.
            }
            default -> throw new AssertionError("unknown command " + command.group());
        }
    }
}
