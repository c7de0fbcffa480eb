package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.RelateItems;
import io.tierwise.starter.problem.ProblemException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists about an item, and what is trending. */
@RestController
@Tag(name = "Items")
class ItemController {
  private final RelateItems relateItems;
  private final AnswerMeters meters;
  private final String currency;

  ItemController(
      RelateItems relateItems,
      AnswerMeters meters,
      @Value("${tierwise.base-currency}") String currency) {
    this.relateItems = relateItems;
    this.meters = meters;
    this.currency = currency;
  }

  @Operation(summary = "Items whose audience is similar", description = "Unknown item: 404.")
  @GetMapping("/v1/items/{id}/similar")
  AnswerView similar(@PathVariable String id, @ParameterObject ListParameters parameters) {
    Recommend.Wish wish = read(id, parameters);
    return AnswerView.ofItem(
        id,
        meters.time(
            "similar",
            () -> relateItems.similar(id, wish.limit(), wish.filters()).orElseThrow(() -> no(id))),
        currency);
  }

  @Operation(
      summary = "Items of the same orders",
      description =
          "With support, confidence and lift. Empty where no two orders have the item and another"
              + " in common. Unknown item: 404.")
  @GetMapping("/v1/items/{id}/bought-together")
  AnswerView boughtTogether(@PathVariable String id, @ParameterObject ListParameters parameters) {
    Recommend.Wish wish = read(id, parameters);
    RelateItems.Pairs pairs =
        relateItems.boughtTogether(id, wish.limit(), wish.filters()).orElseThrow(() -> no(id));
    return AnswerView.ofPairs(
        id, meters.time("bought-together", pairs::answer), pairs.rules(), currency);
  }

  @Operation(
      summary = "What is more in demand lately than before",
      description = "Counted live from the events, without a model.")
  @GetMapping("/v1/trending")
  AnswerView trending(@ParameterObject ListParameters parameters) {
    Recommend.Wish wish = parameters.read(new Checks());
    return AnswerView.ofAnyone(
        meters.time("trending", () -> relateItems.trending(wish.limit(), wish.filters())),
        currency);
  }

  private static Recommend.Wish read(String id, ListParameters parameters) {
    Checks checks = new Checks();
    checks.id("id", id);
    return parameters.read(checks);
  }

  private static ProblemException no(String id) {
    return ProblemException.notFound("item", id);
  }
}
