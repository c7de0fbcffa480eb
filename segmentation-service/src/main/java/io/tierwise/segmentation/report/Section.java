package io.tierwise.segmentation.report;

import io.tierwise.charts.Svg;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the report. Nothing but the pictures is markup.
 *
 * @param text what the pictures say, in a sentence or three
 */
public record Section(
    String id, String heading, String text, List<Svg> pictures, @Nullable Table table) {
  public Section {
    pictures = List.copyOf(pictures);
  }

  /**
   * @param names how many columns at the left are words
   * @param rows the first cell of each names the row
   */
  public record Table(String caption, int names, List<String> columns, List<List<String>> rows) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
