package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.lifecycle.Actor;
import io.tierwise.campaign.lifecycle.Approval;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.lifecycle.Revision.Action;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The history of campaigns: rows that are added and never changed. */
final class VersionRows {
  private static final String COLUMNS =
      "campaign_id, version, plan, status, approval, edited_by, action, changed_by, at, comment";

  private final JdbcClient jdbc;

  VersionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String id, long version, Revision revision) {
    jdbc.sql(
            "insert into campaign_version ("
                + COLUMNS
                + ") values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)")
        .param(id)
        .param(version)
        .param(StoredJson.write(revision.plan()))
        .param(revision.status().name())
        .param(revision.approval().name())
        .param(revision.editedBy())
        .param(revision.action().name())
        .param(revision.by())
        .param(Rows.time(revision.at()))
        .param(revision.comment())
        .update();
  }

  /**
   * One statement: an instance that comes second waits for the row, finds it moved and leaves it. A
   * window that opened and closed during an outage leads straight to the end.
   */
  int advance(Instant now) {
    return jdbc.sql(
            """
            with moved as (
              update campaign
              set status = case when ends_at <= ? then 'FINISHED' else 'RUNNING' end,
                  version = version + 1, updated_at = ?
              where (status = 'SCHEDULED' and starts_at <= ?)
                 or (status in ('RUNNING', 'PAUSED') and ends_at <= ?)
              returning *
            )
            insert into campaign_version (%s)
            select id, version, plan, status, approval, edited_by,
                   case status when 'RUNNING' then 'STARTED' else 'FINISHED' end, ?, updated_at, null
            from moved
            """
                .formatted(COLUMNS))
        .params(Rows.time(now), Rows.time(now), Rows.time(now), Rows.time(now), Actor.CLOCK)
        .update();
  }

  List<CampaignVersion> list(String id, @Nullable Long before, int limit) {
    return jdbc.sql(
            "select * from campaign_version where campaign_id = ? and version < ?"
                + " order by version desc limit ?")
        .params(id, before == null ? Long.MAX_VALUE : before, limit)
        .query((row, _) -> version(row))
        .list();
  }

  Optional<CampaignVersion> find(String id, long number) {
    return jdbc.sql("select * from campaign_version where campaign_id = ? and version = ?")
        .params(id, number)
        .query((row, _) -> version(row))
        .optional();
  }

  private static CampaignVersion version(ResultSet row) throws SQLException {
    return new CampaignVersion(
        row.getLong("version"),
        new Revision(
            StoredJson.read(row.getString("plan"), CampaignPlan.class),
            CampaignStatus.valueOf(row.getString("status")),
            Approval.valueOf(row.getString("approval")),
            row.getString("edited_by"),
            Action.valueOf(row.getString("action")),
            row.getString("changed_by"),
            Rows.instant(row, "at"),
            row.getString("comment")));
  }
}
