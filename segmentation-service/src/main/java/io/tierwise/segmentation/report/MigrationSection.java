package io.tierwise.segmentation.report;

import io.tierwise.charts.HeatMap;
import io.tierwise.charts.HeatMap.Cell;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.run.RunAssessment;
import io.tierwise.segmentation.tier.MigrationMatrix;
import io.tierwise.segmentation.tier.ValueTier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who would have moved when the run finished. */
final class MigrationSection {
  private static final String HEADING = "Who moves";
  private static final String NONE = "no tier";

  static Section of(@Nullable RunAssessment assessment, String currency) {
    if (assessment == null) {
      return new Section(
          "migration", HEADING, "This run has not been compared with another.", List.of(), null);
    }
    MigrationMatrix matrix = assessment.migration();
    RunAssessment.Moves moves = assessment.moves();
    if (assessment.against() == null) {
      return new Section(
          "migration",
          HEADING,
          "Nothing was published when this run finished: "
              + Numbers.count(matrix.entering())
              + " customers get their first tier.",
          List.of(),
          null);
    }
    List<String> from = names(matrix, MigrationMatrix.Cell::from);
    List<String> to = names(matrix, MigrationMatrix.Cell::to);
    String text =
        Numbers.count(moves.moved())
            + " of those who had a tier ("
            + Numbers.percent(moves.movedShare())
            + ") move"
            + (from.equals(to) ? directions(moves) : "")
            + ". They brought "
            + Numbers.money(moves.revenueAtStake())
            + " "
            + currency
            + ", those counted who are new.";
    Svg picture =
        new HeatMap(
                "migration-matrix",
                "Customers by tier before and after",
                text,
                "Before",
                "After",
                from,
                to,
                cells(matrix, from, to))
            .draw();
    return new Section(
        "migration",
        HEADING,
        text,
        List.of(picture, SankeyChart.of("migration-flow", text, matrix, from, to)),
        new Section.Table(
            "Customers who move",
            2,
            List.of("From", "To", "Customers", "Net revenue, " + currency),
            matrix.cells().stream()
                .filter(cell -> !name(cell.from()).equals(name(cell.to())))
                .map(
                    cell ->
                        List.of(
                            name(cell.from()),
                            name(cell.to()),
                            Numbers.count(cell.customers()),
                            Numbers.money(cell.revenue())))
                .toList()));
  }

  /** Ranks say up or down only between the same tiers. */
  private static String directions(RunAssessment.Moves moves) {
    return ": "
        + Numbers.count(moves.promoted())
        + " up, "
        + Numbers.count(moves.demoted())
        + " down";
  }

  private static List<List<Cell>> cells(
      MigrationMatrix matrix, List<String> from, List<String> to) {
    List<List<Cell>> cells = new ArrayList<>();
    for (String before : from) {
      long all = count(matrix, before, null);
      List<Cell> row = new ArrayList<>();
      for (String after : to) {
        long customers = count(matrix, before, after);
        double share = all == 0 ? 0 : customers / (double) all;
        row.add(
            new Cell(
                Numbers.count(customers), customers == 0 ? "" : Numbers.percent(share), share));
      }
      cells.add(row);
    }
    return cells;
  }

  static long count(MigrationMatrix matrix, String from, @Nullable String to) {
    return matrix.cells().stream()
        .filter(cell -> name(cell.from()).equals(from))
        .filter(cell -> to == null || name(cell.to()).equals(to))
        .mapToLong(MigrationMatrix.Cell::customers)
        .sum();
  }

  /** Best first, those without a tier last. */
  private static List<String> names(
      MigrationMatrix matrix, Function<MigrationMatrix.Cell, @Nullable ValueTier> side) {
    List<String> names =
        new ArrayList<>(
            matrix.cells().stream()
                .map(side)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingInt(ValueTier::rank))
                .map(ValueTier::name)
                .distinct()
                .toList());
    if (matrix.cells().stream().anyMatch(cell -> side.apply(cell) == null)) {
      names.add(NONE);
    }
    return names;
  }

  private static String name(@Nullable ValueTier tier) {
    return tier == null ? NONE : tier.name();
  }

  private MigrationSection() {}
}
