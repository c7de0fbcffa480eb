package io.tierwise.ingest;

/** The bodies that the API's description shows; a test sends each of them. */
final class Examples {
  static final String TRACK =
      """
      {"userId":"u-1001","event":"Order Completed","messageId":"7f1e0c9a-order-5001",
       "timestamp":"2026-01-31T09:30:00Z",
       "properties":{"order_id":"5001","total":32.5,"tax":2.5,"shipping":5,"currency":"GBP",
         "products":[{"product_id":"mug-1","name":"Blue mug","category":"Home > Kitchen",
           "brand":"Acme","price":12.5,"quantity":2}]},
       "context":{"device":{"type":"mobile"},"locale":"en-GB"}}""";

  static final String IDENTIFY =
      """
      {"userId":"u-1001","anonymousId":"a-77","messageId":"7f1e0c9a-identify",
       "traits":{"email":"someone@example.org","consent":{"email":true}}}""";

  static final String PAGE =
      """
      {"anonymousId":"a-77","name":"Home","messageId":"7f1e0c9a-page",
       "properties":{"path":"/"},"context":{"page":{"url":"https://shop.example/"}}}""";

  static final String GROUP =
      """
      {"userId":"u-1001","groupId":"club","messageId":"7f1e0c9a-group","traits":{"name":"Club"}}""";

  static final String ALIAS =
      """
      {"userId":"u-1001","previousId":"a-77","messageId":"7f1e0c9a-alias"}""";

  static final String BATCH =
      """
      {"sentAt":"2026-01-31T09:31:00Z","context":{"channel":"web"},
       "batch":[
         {"type":"track","anonymousId":"a-77","event":"Products Searched",
          "messageId":"7f1e0c9a-1","properties":{"query":"blue mug"}},
         {"type":"track","anonymousId":"a-77","event":"Product Viewed",
          "messageId":"7f1e0c9a-2","properties":{"product_id":"mug-1","price":12.5}}]}""";

  static final String ITEM =
      """
      {"name":"Blue mug","brand":"Acme","categoryPath":["Home","Kitchen"],
       "price":{"amount":"12.50","currency":"GBP"},"inStock":true,
       "url":"https://shop.example/mug-1","attributes":{"colour":"blue"}}""";

  static final String ITEMS =
      """
      {"items":[{"itemId":"mug-1","name":"Blue mug","category":"Home > Kitchen","price":12.5},
                {"itemId":"mug-2","name":"Red mug","category":"Home > Kitchen","price":11}]}""";

  static final String EVENT_RESULTS =
      """
      {"accepted":1,"rejected":0,
       "results":[{"index":0,"messageId":"7f1e0c9a-order-5001","status":"accepted"}]}""";

  static final String ITEM_RESULTS =
      """
      {"accepted":1,"rejected":0,
       "results":[{"index":0,"itemId":"mug-1","status":"accepted"}]}""";

  static final String PROBLEM =
      """
      {"type":"urn:tierwise:problem:invalid-event","title":"Invalid event","status":400,
       "detail":"properties.products[0].price: -1 is negative",
       "errors":[{"field":"properties.products[0].price","code":"negative-price",
         "message":"-1 is negative"}],"traceId":"4bf92f3577b34da6a3ce929d0e0e4736"}""";

  private Examples() {}
}
