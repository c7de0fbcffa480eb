package io.tierwise.segmentation.report;

import io.tierwise.charts.HeatMap;
import io.tierwise.charts.HeatMap.Cell;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.report.ReportFigures.Scored;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.rfm.SegmentGrid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where customers stand on the grid of recency and of frequency with money. */
final class RfmSection {
  private static final int SCORES = 5;
  private static final String HEADING = "Recency, frequency and money";

  static Section of(List<Scored> scored, SegmentGrid grid, String currency) {
    if (scored.isEmpty()) {
      return new Section(
          "rfm", HEADING, "The assignments of this run are no longer kept.", List.of(), null);
    }
    long[][] customers = new long[SCORES][SCORES];
    BigDecimal[][] revenue = new BigDecimal[SCORES][SCORES];
    long most = 1;
    for (Scored group : scored) {
      int i = SCORES - group.score().recency();
      int j = group.score().frequencyMonetary() - 1;
      customers[i][j] += group.customers();
      BigDecimal before = revenue[i][j];
      revenue[i][j] = before == null ? group.revenue() : before.add(group.revenue());
      most = Math.max(most, customers[i][j]);
    }
    List<List<Cell>> cells = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    for (int i = 0; i < SCORES; i++) {
      List<Cell> row = new ArrayList<>();
      for (int j = 0; j < SCORES; j++) {
        String segment = grid.segmentOf(new RfmScore(SCORES - i, j + 1, j + 1));
        double strength = Math.sqrt(customers[i][j] / (double) most);
        row.add(new Cell(Numbers.count(customers[i][j]), segment, strength));
        BigDecimal sum = revenue[i][j];
        if (sum != null) {
          table.add(
              List.of(
                  (SCORES - i) + " / " + (j + 1),
                  segment,
                  Numbers.count(customers[i][j]),
                  Numbers.money(sum)));
        }
      }
      cells.add(row);
    }
    String text =
        "Scores are fifths of the customers, 5 the best: the top right has bought lately, often"
            + " and for much. The deeper the colour, the more customers.";
    Svg picture =
        new HeatMap(
                "rfm-heat-map",
                "Customers by recency and by frequency with money",
                text,
                "Recency",
                "Frequency and money",
                IntStream.range(0, SCORES).mapToObj(i -> String.valueOf(SCORES - i)).toList(),
                IntStream.rangeClosed(1, SCORES).mapToObj(String::valueOf).toList(),
                cells)
            .draw();
    return new Section(
        "rfm",
        HEADING,
        text,
        List.of(picture),
        new Section.Table(
            "Cells with customers",
            2,
            List.of("R / FM", "Segment", "Customers", "Net revenue, " + currency),
            table));
  }

  private RfmSection() {}
}
