package io.tierwise.charts;

import io.tierwise.charts.Svg.Anchor;
import java.util.List;

/**
 * A grid of shaded cells with a text in each.
 *
 * @param rowTitle what the rows are
 * @param cells rows x columns
 */
public record HeatMap(
    String id,
    String title,
    String description,
    String rowTitle,
    String columnTitle,
    List<String> rows,
    List<String> columns,
    List<List<Cell>> cells) {
  private static final double WIDTH = 640;
  private static final double CELL_HEIGHT = 44;
  private static final double TOP = 46;
  private static final double FONT = 12;

  /**
   * @param note smaller, below the text; may be empty
   * @param strength 0..1
   */
  public record Cell(String text, String note, double strength) {}

  public Svg draw() {
    double left =
        24 + Math.max(60, rows.stream().mapToDouble(r -> Svg.widthOfBold(r, FONT)).max().orElse(0));
    double width = (WIDTH - left) / Math.max(1, columns.size());
    Svg svg = new Svg(id, WIDTH, TOP + rows.size() * CELL_HEIGHT + 4, title, description);
    svg.text(0, 34, rowTitle, Anchor.START, 11, Colours.QUIET);
    svg.text(left, 14, columnTitle, Anchor.START, 11, Colours.QUIET);
    for (int j = 0; j < columns.size(); j++) {
      svg.bold(
          left + (j + 0.5) * width,
          34,
          fitted(columns.get(j), width),
          Anchor.MIDDLE,
          FONT,
          Colours.INK);
    }
    for (int i = 0; i < rows.size(); i++) {
      double y = TOP + i * CELL_HEIGHT;
      svg.bold(left - 10, y + CELL_HEIGHT / 2 + 4, rows.get(i), Anchor.END, FONT, Colours.INK);
      for (int j = 0; j < columns.size(); j++) {
        draw(svg, cells.get(i).get(j), left + j * width, y, width);
      }
    }
    return svg;
  }

  private static void draw(Svg svg, Cell cell, double x, double y, double width) {
    String ink = Colours.inkOn(cell.strength());
    double middle = x + width / 2;
    svg.rect(x + 1, y + 1, width - 2, CELL_HEIGHT - 2, Colours.ramp(cell.strength()));
    boolean noted = !cell.note().isEmpty();
    double line = y + CELL_HEIGHT / 2 + (noted ? -2 : 4);
    svg.bold(middle, line, fitted(cell.text(), width), Anchor.MIDDLE, FONT, ink);
    if (noted) {
      double size = Math.max(8, Math.min(10.5, width / Svg.widthOf(cell.note(), 1) - 0.3));
      svg.text(middle, line + 14, cell.note(), Anchor.MIDDLE, size, ink);
    }
  }

  /** Cut where it would run into its neighbour; the table beside the picture has it in full. */
  private static String fitted(String text, double width) {
    int letters = (int) (width / Svg.widthOfBold("m", FONT));
    return text.length() <= letters ? text : text.substring(0, Math.max(1, letters - 1)) + "…";
  }
}
