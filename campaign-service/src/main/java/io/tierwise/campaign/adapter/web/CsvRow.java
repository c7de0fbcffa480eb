package io.tierwise.campaign.adapter.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * A row of a table as RFC 4180 has it. Text that a spreadsheet would run as a formula gets an
 * apostrophe in front, because others choose names and ids.
 */
final class CsvRow {
  static final MediaType TYPE = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final String FORMULA_STARTS = "=+-@\t\r";

  static String of(@Nullable Object... cells) {
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
    return cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
        ? cell
        : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private CsvRow() {}
}
