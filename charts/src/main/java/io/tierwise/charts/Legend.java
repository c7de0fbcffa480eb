package io.tierwise.charts;

import io.tierwise.charts.Svg.Anchor;
import java.util.List;

/** What the colours of a picture mean. */
final class Legend {
  static void draw(Svg svg, List<String> names, double x, double y) {
    double at = x;
    for (int s = 0; s < names.size(); s++) {
      svg.rect(at, y - 9, 11, 11, Colours.series(s));
      svg.text(at + 16, y, names.get(s), Anchor.START, 11, Colours.INK);
      at += 36 + Svg.widthOf(names.get(s), 11);
    }
  }

  private Legend() {}
}
