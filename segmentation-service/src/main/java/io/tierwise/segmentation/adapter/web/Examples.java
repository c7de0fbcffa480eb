package io.tierwise.segmentation.adapter.web;

/** Examples of the API description; the integration test sends those of requests. */
final class Examples {
  static final String RUN_REQUEST =
      """
      {"engine": "rfm-kmeans", "k": 5, "features": ["recencyDays", "frequency", "monetary"],
       "note": "after the winter sale"}
      """;

  static final String QUEUED_RUN =
      """
      {"id": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b11", "state": "QUEUED", "stage": "queued",
       "progress": 0.0, "timings": {},
       "parameters": {"engine": "rfm-kmeans", "k": 5,
         "features": ["recencyDays", "frequency", "monetary"], "asOf": null, "seed": 20260101,
         "note": "after the winter sale"},
       "result": null, "failure": null}
      """;

  static final String DRAFT_RUN =
      """
      {"id": "019ac1f0-7d0a-7c1e-9f51-0a4f6a4f2b11", "state": "DRAFT", "stage": "done",
       "progress": 1.0, "timings": {"read": 38, "fit": 120, "assign": 9, "store": 95},
       "result": {"customers": 4338, "prospects": 0,
         "revenue": {"amount": "8911407.904", "currency": "GBP"}, "k": 5,
         "tiers": [{"name": "Diamond", "rank": 1, "customers": 402, "customerShare": 0.093,
           "revenue": {"amount": "5200000.00", "currency": "GBP"}, "revenueShare": 0.583,
           "centroid": {"recencyDays": 9.4, "frequency": 13.1, "monetary": 4411.0},
           "means": {"recencyDays": 14.2, "frequency": 17.5, "monetary": 12935.0}}],
         "segments": [{"name": "Champions", "customers": 633,
           "revenue": {"amount": "4300000.00", "currency": "GBP"}}],
         "silhouette": 0.34, "inertia": 4120.5, "candidates": [], "elbow": null},
       "failure": null}
      """;

  static final String USER_TIER =
      """
      {"userId": "12347", "tier": "Diamond", "tierRank": 1, "previousTier": "Gold",
       "benefits": ["Personal advisor"], "segment": "Champions",
       "rfm": {"recencyDays": 1.9, "frequency": 7,
         "monetary": {"amount": "4310.00", "currency": "GBP"},
         "recencyScore": 5, "frequencyScore": 5, "monetaryScore": 5},
       "explanation": {
         "summary": "Nearest to the centre of Diamond (0.62 standard deviations away); ...",
         "features": [{"feature": "recencyDays", "meaning": "days since the last order",
           "value": 1.9, "z": -1.7}],
         "distances": [{"tier": "Diamond", "rank": 1, "distance": 0.62}],
         "rfm": ["Recency 5 of 5 means at most 13 days; the last order was 1.9 days ago."]}}
      """;

  static final String TIER_POLICY =
      """
      {"tiers": [
        {"name": "Diamond", "description": "The most valuable customers",
         "attributes": {"discount": "10 %"}, "benefits": ["Personal advisor"]},
        {"name": "Gold", "description": "Valuable customers", "benefits": ["Free shipping"]},
        {"name": "Bronze", "description": "Everybody else", "benefits": []}]}
      """;

  static final String SCHEDULE =
      """
      {"cron": "0 30 3 * * *", "zone": "Europe/Berlin",
       "run": {"engine": "rfm-kmeans", "k": 5,
         "publish": {"maxMovedShare": 0.15, "minStability": 0.6, "maxDrift": 0.25}}}
      """;

  private Examples() {}
}
