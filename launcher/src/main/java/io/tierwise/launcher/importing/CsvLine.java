package io.tierwise.launcher.importing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of comma-separated values, quotes doubled inside quotes (RFC 4180, without line breaks).
 */
final class CsvLine {
  /** The fields, or null where a quote is not closed or text follows one. */
  static @Nullable List<String> parse(String line) {
    List<String> fields = new ArrayList<>();
    int position = 0;
    while (true) {
      if (position < line.length() && line.charAt(position) == '"') {
        StringBuilder text = new StringBuilder();
        int end = quoted(line, position + 1, text);
        if (end < 0 || (end < line.length() && line.charAt(end) != ',')) {
          return null;
        }
        fields.add(text.toString());
        position = end;
      } else {
        int comma = line.indexOf(',', position);
        int end = comma < 0 ? line.length() : comma;
        fields.add(line.substring(position, end));
        position = end;
      }
      if (position >= line.length()) {
        return fields;
      }
      position++;
    }
  }

  /** Where the text after the closing quote begins, or -1 if there is none. */
  private static int quoted(String line, int from, StringBuilder text) {
    int position = from;
    while (position < line.length()) {
      char character = line.charAt(position++);
      if (character != '"') {
        text.append(character);
      } else if (position < line.length() && line.charAt(position) == '"') {
        text.append('"');
        position++;
      } else {
        return position;
      }
    }
    return -1;
  }

  private CsvLine() {}
}
