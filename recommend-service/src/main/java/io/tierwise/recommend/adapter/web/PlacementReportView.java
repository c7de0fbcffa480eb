package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.feedback.Touches.Figures;
import io.tierwise.recommend.placement.Placement;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lists led to, as JSON. */
record PlacementReportView(
    String placement,
    Instant from,
    Instant to,
    @Schema(description = "A purchase counts for a click within", example = "PT168H")
        String attributionWindow,
    List<RowView> rows) {

  record RowView(
      String variant,
      String strategy,
      String modelVersion,
      @Schema(description = "Shown") long lists,
      @Schema(description = "Who were shown one") long users,
      @Schema(description = "Items, each once a list") long clicks,
      long clickedLists,
      @Schema(description = "Share of the lists of which an item was clicked; null without lists")
          @Nullable Double clickThroughRate,
      @Schema(description = "Users who clicked") long clickers,
      @Schema(description = "With an item that was clicked before") long orders,
      @Schema(description = "Users with such an order") long buyers,
      @Schema(description = "Share of the users; null without users") @Nullable Double conversion,
      @Schema(description = "Of the lines with such items") Money revenue) {}

  static PlacementReportView of(
      Placement placement, Instant from, Instant to, List<Figures> figures, String currency) {
    return new PlacementReportView(
        placement.name(),
        from,
        to,
        Touches.WINDOW.toString(),
        figures.stream()
            .map(
                row ->
                    new RowView(
                        row.variant(),
                        row.strategy(),
                        row.modelVersion(),
                        row.lists(),
                        row.users(),
                        row.clicks(),
                        row.clickedLists(),
                        share(row.clickedLists(), row.lists()),
                        row.clickers(),
                        row.orders(),
                        row.buyers(),
                        share(row.buyers(), row.users()),
                        Money.of(row.revenue(), currency)))
            .toList());
  }

  private static @Nullable Double share(long part, long whole) {
    return whole == 0 ? null : Math.rint(1e6 * part / whole) / 1e6;
  }
}
