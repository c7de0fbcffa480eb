package io.tierwise.segmentation.adapter.web;

/** Examples of audits in the API description; the integration test sends the request. */
final class FairnessExamples {
  static final String REQUEST =
      """
      {"attribute": "country", "favourable": 1, "proxyBound": 0.65}
      """;

  static final String QUEUED =
      """
      {"runId": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b11", "attribute": "country", "state": "QUEUED",
       "favourable": 1, "proxyBound": 0.65, "createdBy": "anna", "createdAt":
       "2026-11-22T09:30:00Z", "finishedAt": null, "result": null, "failure": null}
      """;

  static final String DONE =
      """
      {"runId": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b11", "attribute": "country", "state": "DONE",
       "favourable": 1, "proxyBound": 0.65, "createdBy": "anna", "createdAt":
       "2026-11-22T09:30:00Z", "finishedAt": "2026-11-22T09:30:01Z", "failure": null,
       "result": {"readAt": "2026-11-22T09:30:01Z", "customers": 600, "favouredTiers": ["Diamond"],
         "groups": [
           {"name": "GB", "tiers": [{"tier": "Diamond", "customers": 120, "share": 0.3},
             {"tier": "Bronze", "customers": 280, "share": 0.7}],
            "impact": {"group": "GB", "customers": 400, "favoured": 120, "rate": 0.3, "ratio": 1.0,
              "low": 1.0, "high": 1.0, "verdict": "REFERENCE"}},
           {"name": "DE", "tiers": [{"tier": "Diamond", "customers": 20, "share": 0.1},
             {"tier": "Bronze", "customers": 180, "share": 0.9}],
            "impact": {"group": "DE", "customers": 200, "favoured": 20, "rate": 0.1, "ratio": 0.33,
              "low": 0.21, "high": 0.52, "verdict": "ADVERSE"}}],
         "lowestRatio": 0.33, "verdict": "ADVERSE",
         "features": [
           {"feature": "monetary", "area": 0.71, "group": "DE", "proxy": true},
           {"feature": "recencyDays", "area": 0.53, "group": "DE", "proxy": false}],
         "withoutProxies": {"features": ["recencyDays"], "refused": null, "moved": 212, "up": 90,
           "down": 122, "impacts": [], "lowestRatio": 0.91, "verdict": "FAIR"}}}
      """;

  private FairnessExamples() {}
}
