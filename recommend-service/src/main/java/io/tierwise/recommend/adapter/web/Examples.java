package io.tierwise.recommend.adapter.web;

/** Examples of the API description. */
final class Examples {
  static final String ANSWER =
      """
      {"userId":"u-1001","strategy":"item-knn","modelVersion":"m3","fallback":false,
       "historyKnown":true,"items":[{"itemId":"sku-42","score":3.21,"name":"Cast iron pan",
       "brand":"Hearth","categoryPath":["Home","Kitchen"],
       "price":{"amount":"24.90","currency":"GBP"},
       "reasons":[{"type":"because-you-bought","itemId":"sku-7","share":0.64,
       "text":"Because you bought Chef's knife"}]}]}
      """;
  static final String SESSION =
      """
      {"items":["sku-7","sku-9"],"limit":5,"category":"Home/Kitchen","maxPrice":50.00}
      """;
  static final String BATCH =
      """
      {"userIds":["u-1001","u-1002"],"limit":10,"strategy":"auto"}
      """;
  static final String AFFINITIES =
      """
      {"userIds":["u-1001","anon:a-77"],"offers":[
       {"offerId":"spring-kitchen","itemIds":["sku-42"],"categories":["Home/Kitchen"]}]}
      """;
  static final String TRAINING_REQUEST =
      """
      {"algorithms":["popularity","trending","item-knn"],"cut":null,"search":true,"primary":null,
       "force":false}
      """;
  static final String TRAINING_RUN =
      """
      {"id":"5a0c1c5e-7a3f-4d59-8a84-0d4b7d0f3c11","state":"QUEUED","progress":0.0,
       "parameters":{"algorithms":["item-knn","popularity","trending"],"cut":null,
       "search":false,"primary":null,"force":false},"requestedAt":"2026-11-22T10:00:00Z","startedAt":null,"finishedAt":null,"data":{},
       "timings":{},"metrics":{},"recipes":{},"tried":{},"promotion":null,"modelVersion":null,"failure":null}
      """;

  private Examples() {}
}
