package io.tierwise.segmentation.report;

import io.tierwise.charts.Histogram;
import io.tierwise.charts.Histogram.Bin;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.report.ReportFigures.Values;
import java.util.ArrayList;
import java.util.List;

/** What customers are expected to bring. */
final class ValueSection {
  static Section of(Values values, String currency) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i < values.counts().size(); i++) {
      bins.add(new Bin(i * values.width(), (i + 1) * values.width(), values.counts().get(i)));
    }
    String text =
        Numbers.count(values.customers())
            + " customers are expected to bring "
            + Numbers.count(Math.round(values.total()))
            + " "
            + currency
            + " within "
            + values.horizonDays()
            + " days, as the model that is live now values them. The last bar holds the highest"
            + " hundredth, however much more it brings.";
    Svg picture =
        new Histogram(
                "clv-histogram",
                "Customers by lifetime value",
                text,
                "value of " + values.horizonDays() + " days, " + currency,
                "customers",
                bins)
            .draw();
    return new Section("values", "Lifetime value", text, List.of(picture), null);
  }

  private ValueSection() {}
}
