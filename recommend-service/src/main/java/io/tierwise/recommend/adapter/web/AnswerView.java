package io.tierwise.recommend.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.serving.Reason;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.RecommendedItem;
import io.tierwise.starter.web.Money;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as JSON. */
record AnswerView(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String userId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String itemId,
    @Schema(description = "Only for placements: goes into list_id of impressions and clicks")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String listId,
    @Schema(description = "Only for placements: of the experiment")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String variant,
    @Schema(description = "That the first item comes from", example = "item-knn") String strategy,
    @Schema(description = "null as long as no model was trained", example = "m3")
        @Nullable String modelVersion,
    @Schema(description = "No item comes from the strategy that was asked for") boolean fallback,
    @Schema(
            description =
                "false: the store did not answer; nothing is personal, purchases are not filtered")
        boolean historyKnown,
    List<ItemView> items) {

  record ItemView(
      String itemId,
      double score,
      @Nullable String name,
      @Nullable String brand,
      List<String> categoryPath,
      @Nullable Money price,
      List<Reason> reasons,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RuleView rule) {}

  @Schema(description = "Only for items bought together")
  record RuleView(double support, double confidence, double lift) {}

  static AnswerView ofUser(String userId, Recommendations answer, String currency) {
    return of(userId, null, answer, List.of(), currency);
  }

  static AnswerView ofItem(String itemId, Recommendations answer, String currency) {
    return of(null, itemId, answer, List.of(), currency);
  }

  static AnswerView ofAnyone(Recommendations answer, String currency) {
    return of(null, null, answer, List.of(), currency);
  }

  static AnswerView ofPairs(
      String itemId, Recommendations answer, List<BoughtTogether.Rule> rules, String currency) {
    return of(null, itemId, answer, rules, currency);
  }

  private static AnswerView of(
      @Nullable String userId,
      @Nullable String itemId,
      Recommendations answer,
      List<BoughtTogether.Rule> rules,
      String currency) {
    List<ItemView> items = new ArrayList<>();
    for (int place = 0; place < answer.items().size(); place++) {
      BoughtTogether.Rule rule = rules.isEmpty() ? null : rules.get(place);
      items.add(item(answer.items().get(place), rule, currency));
    }
    return new AnswerView(
        userId,
        itemId,
        null,
        null,
        answer.strategy().id(),
        answer.modelVersion(),
        answer.fallback(),
        answer.historyKnown(),
        items);
  }

  private static ItemView item(
      RecommendedItem place, BoughtTogether.@Nullable Rule rule, String currency) {
    return new ItemView(
        place.item().itemId(),
        rounded(place.score()),
        place.item().name(),
        place.item().brand(),
        place.item().categoryPath(),
        place.item().price() == null ? null : Money.of(place.item().price(), currency),
        place.reasons().stream().map(AnswerView::rounded).toList(),
        rule == null ? null : new RuleView(rule.support(), rule.confidence(), rule.lift()));
  }

  /** Further digits depend on the order of summation and say nothing, as does the sign of 0. */
  private static double rounded(double value) {
    return Math.rint(value * 1e6) / 1e6 + 0.0;
  }

  private static Reason rounded(Reason reason) {
    return new Reason(reason.type(), reason.itemId(), rounded(reason.share()), reason.text());
  }
}
