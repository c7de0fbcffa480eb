package io.tierwise.segmentation.report;

import io.tierwise.charts.Colours;
import io.tierwise.charts.Svg;
import io.tierwise.charts.Svg.Anchor;
import io.tierwise.segmentation.tier.MigrationMatrix;
import java.util.List;

/**
 * Flows from the tiers on the left to those on the right, as high as there are customers (H. R. P.
 * Sankey, 1898).
 */
final class SankeyChart {
  private static final double WIDTH = 640;
  private static final double HEIGHT = 320;
  private static final double NODE = 12;
  private static final double SIDE = 130;
  private static final double LEAST_LABEL = 14;

  static Svg of(
      String id, String description, MigrationMatrix matrix, List<String> from, List<String> to) {
    Svg svg = new Svg(id, WIDTH, HEIGHT, "Flow of customers between tiers", description);
    double gaps = LEAST_LABEL * (Math.max(from.size(), to.size()) - 1);
    double unit = (HEIGHT - 30 - gaps) / Math.max(1, matrix.customers());
    double[] left = new double[from.size()];
    double[] right = new double[to.size()];
    svg.text(0, 12, "Before", Anchor.START, 11, Colours.QUIET);
    svg.text(WIDTH, 12, "After", Anchor.END, 11, Colours.QUIET);
    double y = 24;
    for (int i = 0; i < from.size(); i++) {
      left[i] = y;
      y = node(svg, SIDE, y, unit * MigrationSection.count(matrix, from.get(i), null));
      label(svg, SIDE - 8, (left[i] + y) / 2, from.get(i), Anchor.END);
      y += LEAST_LABEL;
    }
    y = 24;
    for (int j = 0; j < to.size(); j++) {
      String name = to.get(j);
      right[j] = y;
      long all = from.stream().mapToLong(f -> MigrationSection.count(matrix, f, name)).sum();
      y = node(svg, WIDTH - SIDE - NODE, y, unit * all);
      label(svg, WIDTH - SIDE + 8, (right[j] + y) / 2, name, Anchor.START);
      y += LEAST_LABEL;
    }
    for (int i = 0; i < from.size(); i++) {
      for (int j = 0; j < to.size(); j++) {
        double height = unit * MigrationSection.count(matrix, from.get(i), to.get(j));
        if (height > 0) {
          boolean stays = from.get(i).equals(to.get(j));
          svg.ribbon(
              SIDE + NODE,
              left[i],
              WIDTH - SIDE - NODE,
              right[j],
              height,
              stays ? "#8a9aa9" : Colours.series(1));
        }
        left[i] += height;
        right[j] += height;
      }
    }
    return svg;
  }

  private static double node(Svg svg, double x, double y, double height) {
    svg.rect(x, y, NODE, Math.max(1, height), Colours.series(0));
    return y + height;
  }

  private static void label(Svg svg, double x, double y, String name, Anchor anchor) {
    svg.bold(x, y + 4, name, anchor, 12, Colours.INK);
  }

  private SankeyChart() {}
}
