package io.tierwise.segmentation.adapter.web;

/** Example bodies of segments by rule. */
final class AudienceExamples {
  static final String AUDIENCE =
      """
      {"description": "Valuable, interested in the garden, and quiet for a month",
       "rule": {"and": [
         {"field": "tier", "op": "in", "value": ["Diamond", "Gold"]},
         {"did": "Product Viewed", "atLeast": 3, "withinDays": 90, "category": "garden"},
         {"didNot": "Order Completed", "withinDays": 30}]}}
      """;

  static final String RULE =
      """
      {"rule": {"or": [
        {"field": "lifetimeValue", "op": ">=", "value": 500},
        {"not": {"field": "recencyDays", "op": ">", "value": 60}}]}}
      """;

  static final String ESTIMATE =
      """
      {"customers": 1000000, "sampled": 10000, "exact": false, "size": 152300, "low": 145400,
       "high": 159500}
      """;

  private AudienceExamples() {}
}
