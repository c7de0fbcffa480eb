package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Approval;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;

/** A campaign as a row: what is searched for in columns, the rest of the plan as JSON. */
@Entity
@Table(name = "campaign")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields
class CampaignRow {
  @Id private String id;
  private String name;

  @Enumerated(EnumType.STRING)
  private CampaignStatus status;

  @Enumerated(EnumType.STRING)
  private Approval approval;

  @Column(name = "edited_by")
  private String editedBy;

  @Column(name = "starts_at")
  private Instant startsAt;

  @Column(name = "ends_at")
  private Instant endsAt;

  @ColumnTransformer(write = "?::jsonb")
  private String plan;

  @Version private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected CampaignRow() {}

  CampaignRow(String id, Revision first) {
    this.id = id;
    this.createdAt = first.at();
    change(first);
  }

  final void change(Revision next) {
    CampaignPlan changed = next.plan();
    this.name = changed.name();
    this.status = next.status();
    this.approval = next.approval();
    this.editedBy = next.editedBy();
    this.startsAt = changed.startsAt();
    this.endsAt = changed.endsAt();
    this.plan = StoredJson.write(changed);
    this.updatedAt = next.at();
  }

  String id() {
    return id;
  }

  long version() {
    return version;
  }

  Campaign campaign(Money spent) {
    return new Campaign(
        id,
        StoredJson.read(plan, CampaignPlan.class),
        status,
        approval,
        editedBy,
        version,
        spent,
        createdAt,
        updatedAt);
  }
}
