package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.ExperimentUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of experiment units: a user's first time in a campaign's experiment stays. */
final class ExperimentRows {
  static void insert(JdbcClient jdbc, List<ExperimentUnit> units) {
    if (units.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into experiment_unit (campaign_id, user_id, came_as, arm, at, tier)
            select campaign_id, coalesce(i.user_id, batch.user_id), batch.user_id, arm,
                   at::timestamptz, m.tier
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
              as batch (campaign_id, user_id, arm, at)
            left join member_identity i on i.alias_id = batch.user_id
            left join member_tier m on m.user_id = coalesce(i.user_id, batch.user_id)
            on conflict do nothing
            """)
        .param(Rows.column(units, ExperimentUnit::campaignId))
        .param(Rows.column(units, ExperimentUnit::userId))
        .param(Rows.column(units, ExperimentUnit::arm))
        .param(Rows.column(units, ExperimentUnit::at))
        .update();
  }

  private ExperimentRows() {}
}
