package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierPolicy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import tools.jackson.core.type.TypeReference;

/** The one policy of the shop; its version guards against two people editing at once. */
@Entity
@Table(name = "tier_policy")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class TierPolicyEntity {
  static final short ONLY_ID = 1;

  @Id private short id;
  @Version private long version;

  @ColumnTransformer(write = "?::jsonb")
  private String tiers;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "updated_by")
  private String updatedBy;

  TierPolicyEntity() {
    this.id = ONLY_ID;
  }

  long version() {
    return version;
  }

  void edit(List<TierDefinition> tiers, String by, Instant at) {
    this.tiers = StoredJson.write(tiers);
    this.updatedBy = by;
    this.updatedAt = at;
  }

  /** The stored version counts from 0; the policy's 0 is the one that nobody has changed. */
  TierPolicy policy() {
    return new TierPolicy(
        version + 1, StoredJson.read(tiers, new TypeReference<List<TierDefinition>>() {}));
  }
}
