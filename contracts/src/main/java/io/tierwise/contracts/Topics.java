package io.tierwise.contracts;

import java.util.List;

/** The topics of the suite, the same names in every installation. */
public final class Topics {
  /** Segment-shaped events from the shop's own producers: the second front door. Any key. */
  public static final String INBOUND_EVENTS = "tierwise.inbound-events";

  /** {@link io.tierwise.contracts.ingest.BehaviorEvent}, keyed by user key. */
  public static final String BEHAVIOR_EVENTS = "tierwise.behavior-events";

  /** {@link io.tierwise.contracts.ingest.RejectedEvent}, keyed by user key or source. */
  public static final String REJECTED_EVENTS = "tierwise.rejected-events";

  /** {@link io.tierwise.contracts.ingest.CatalogItem}, keyed by item id; compacted. */
  public static final String CATALOG_ITEMS = "tierwise.catalog-items";

  /** {@link io.tierwise.contracts.profile.ProfileFeatures}, keyed by user key; compacted. */
  public static final String PROFILE_FEATURES = "tierwise.profile-features";

  /** {@link io.tierwise.contracts.segmentation.TierAssignment}, keyed by user key; compacted. */
  public static final String TIER_ASSIGNMENTS = "tierwise.tier-assignments";

  /** {@link io.tierwise.contracts.segmentation.SegmentChange}, keyed by user key; compacted. */
  public static final String SEGMENT_CHANGES = "tierwise.segment-changes";

  /** {@link io.tierwise.contracts.campaign.CampaignContact}, keyed by user key. */
  public static final String CAMPAIGN_CONTACTS = "tierwise.campaign-contacts";

  /** {@link io.tierwise.contracts.profile.UserErasure}, keyed by user key. */
  public static final String USER_ERASURES = "tierwise.user-erasures";

  public static final List<String> ALL =
      List.of(
          INBOUND_EVENTS,
          BEHAVIOR_EVENTS,
          REJECTED_EVENTS,
          CATALOG_ITEMS,
          PROFILE_FEATURES,
          TIER_ASSIGNMENTS,
          SEGMENT_CHANGES,
          CAMPAIGN_CONTACTS,
          USER_ERASURES);

  /** Topics that keep the last message of each key instead of a time span. */
  public static final List<String> COMPACTED =
      List.of(CATALOG_ITEMS, PROFILE_FEATURES, TIER_ASSIGNMENTS, SEGMENT_CHANGES);

  private Topics() {}
}
