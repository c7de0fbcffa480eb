package io.tierwise.starter.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A table as RFC 4180 has it. Text that a spreadsheet would run as a formula gets an apostrophe in
 * front, because others choose names, ids and categories.
 */
public final class Csv {
  public static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder text = new StringBuilder();

  public Csv(String... header) {
    row((Object[]) header);
  }

  public Csv row(@Nullable Object... cells) {
    text.append(line(cells));
    return this;
  }

  /** A row by itself, for tables that are too large to be kept. */
  public static String line(@Nullable Object... cells) {
    List<String> texts = new ArrayList<>(cells.length);
    for (Object cell : cells) {
      texts.add(cell(cell));
    }
    return String.join(",", texts) + "\r\n";
  }

  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    String cell = value.toString();
    if (value instanceof String && !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0) {
      cell = "'" + cell;
    }
    if (cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
      return cell;
    }
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  public ResponseEntity<Object> answer() {
    return ResponseEntity.ok().contentType(TYPE).body(text.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
