package io.tierwise.segmentation.adapter.web;

/** Examples of lifetime values in the API description; the integration test sends the request. */
final class ClvExamples {
  static final String FIT_REQUEST =
      """
      {"model": null, "horizonDays": 365, "yearlyDiscount": 0.1, "note": "after the winter sale"}
      """;

  static final String QUEUED_FIT =
      """
      {"id": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b21", "state": "QUEUED", "progress": 0.0,
       "timings": {},
       "parameters": {"model": null, "horizonDays": 365, "yearlyDiscount": 0.1,
         "note": "after the winter sale"},
       "result": null, "failure": null}
      """;

  static final String LIVE_FIT =
      """
      {"id": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b21", "state": "LIVE", "progress": 1.0,
       "timings": {"read": 41, "group": 3, "fit": 120, "spend": 18, "value": 9, "store": 80},
       "parameters": {"model": null, "horizonDays": 365, "yearlyDiscount": 0.1, "note": null},
       "result": {"dataCut": "2011-12-09T12:50:00Z", "customers": 4338, "withoutHistory": 0,
         "model": "mbg-nbd",
         "purchases": [{"model": "mbg-nbd", "verdict": "CONVERGED",
           "meaning": "The likelihood has a clear maximum.", "r": 0.78, "alphaDays": 61.2,
           "a": 0.11, "b": 1.9, "logLikelihood": -58120.4, "repeatCustomers": 2845,
           "observedRepeats": 14194, "expectedRepeats": 14090.3}],
         "spend": {"verdict": "CONVERGED", "meaning": "The likelihood has a clear maximum.",
           "p": 2.1, "q": 3.4, "gamma": 480.2,
           "meanOrderValue": {"amount": "420.10", "currency": "GBP"}, "customers": 4338,
           "correlation": 0.02},
         "totals": {"expectedAlive": 3610.2, "expectedOrders": 12800.5,
           "expectedValue": {"amount": "4810000.00", "currency": "GBP"}, "published": 4338}},
       "failure": null}
      """;

  static final String USER_VALUE =
      """
      {"userId": "12347", "orders": 7, "firstOrderAt": "2010-12-07T14:57:00Z",
       "lastOrderAt": "2011-12-07T15:52:00Z", "asOf": "2011-12-09T12:50:00Z",
       "horizonDays": 365, "yearlyDiscount": 0.1, "aliveProbability": 0.97,
       "expectedOrders": 5.9, "expectedOrderValue": {"amount": "570.20", "currency": "GBP"},
       "value": {"amount": "3190.40", "currency": "GBP"},
       "summary": "With 7 orders, the last 1 days ago, still a customer with a probability of 97 %",
       "model": "mbg-nbd", "modelId": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b21",
       "dataCut": "2011-12-09T12:50:00Z"}
      """;

  private ClvExamples() {}
}
