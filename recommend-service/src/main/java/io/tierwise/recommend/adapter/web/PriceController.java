package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.pricing.EstimatePrice;
import io.tierwise.recommend.pricing.PriceModel;
import io.tierwise.recommend.serving.FindPriceBand;
import io.tierwise.recommend.serving.PriceBand;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What prices say of items and users. */
@RestController
@Tag(name = "Prices")
class PriceController {
  private final EstimatePrice estimatePrice;
  private final FindPriceBand findPriceBand;
  private final String currency;

  PriceController(
      EstimatePrice estimatePrice,
      FindPriceBand findPriceBand,
      @Value("${tierwise.base-currency}") String currency) {
    this.estimatePrice = estimatePrice;
    this.findPriceBand = findPriceBand;
    this.currency = currency;
  }

  record PriceEstimateView(
      String itemId,
      @Schema(description = "As the catalogue has it") @Nullable Money price,
      @Schema(description = "Of an item of these categories and this brand") Money estimate,
      @Schema(description = "Eight of ten such items lie between low and high") Money low,
      Money high,
      @Schema(description = "Items that the model was fitted on") int items,
      @Schema(description = "RMSE of ln(price) over held-out items; .1 is about 10 %") double error,
      @Schema(description = "The same of the mean price of all items") double plainError) {}

  @Operation(
      summary = "The price that an item's category and brand lead one to expect",
      description =
          "Ridge regression of ln(price) over the catalogue, with its error over ten folds. Unknown"
              + " item: 404; fewer than 30 priced items: 409.")
  @GetMapping("/v1/items/{id}/price-estimate")
  PriceEstimateView estimate(@PathVariable String id) {
    id(id);
    CatalogueEntry entry =
        estimatePrice.item(id).orElseThrow(() -> ProblemException.notFound("item", id));
    PriceModel model =
        estimatePrice
            .model()
            .orElseThrow(
                () ->
                    ProblemException.conflict("too-few-items", "fewer than 30 items have a price"));
    PriceModel.Estimate estimate = model.estimate(entry);
    return new PriceEstimateView(
        id,
        entry.item().price() == null ? null : Money.of(entry.item().price(), currency),
        money(estimate.price()),
        money(estimate.low()),
        money(estimate.high()),
        model.items(),
        rounded(model.error()),
        rounded(model.plainError()));
  }

  record PriceBandView(
      String userId,
      @Schema(description = "false: no price is known that the user looked at") boolean known,
      @Schema(description = "Geometric mean, by the strength of the interest")
          @Nullable Money usual,
      @Schema(description = "Eight of ten prices lie between low and high") @Nullable Money low,
      @Nullable Money high) {}

  @Operation(
      summary = "The prices that a user looks at and pays",
      description = "What priceFit of a placement ranks by.")
  @GetMapping("/v1/users/{id}/price-band")
  PriceBandView band(@PathVariable String id) {
    id(id);
    try {
      PriceBand band = findPriceBand.of(id);
      return band.isKnown()
          ? new PriceBandView(
              id, true, money(Math.exp(band.mean())), money(band.low()), money(band.high()))
          : new PriceBandView(id, false, null, null, null);
    } catch (HistoriesUnavailable e) {
      throw ProblemException.unavailable(
          "histories-unavailable", String.valueOf(e.getMessage()), Duration.ofSeconds(5));
    }
  }

  private static void id(String id) {
    Checks checks = new Checks();
    checks.id("id", id);
    checks.done();
  }

  private Money money(double amount) {
    return Money.of(BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN), currency);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
