package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.audience.AudienceStates;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A row for each user of whom a rule segment has told. */
public final class JdbcAudienceStates implements AudienceStates {
  private final JdbcClient jdbc;

  public JdbcAudienceStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Collection<State> states) {
    if (states.isEmpty()) {
      return;
    }
    List<State> rows = states.stream().sorted(Comparator.comparing(State::userId)).toList();
    jdbc.sql(
            """
            insert into member_audience (user_id, audiences)
            select user_id, array(select jsonb_array_elements_text(audiences::jsonb))
            from unnest(?::text[], ?::text[]) as b (user_id, audiences)
            on conflict (user_id) do update set audiences = excluded.audiences
            """)
        .param(column(rows, State::userId))
        .param(column(rows, state -> StoredJson.write(state.audiences())))
        .update();
  }

  @Override
  public void forget(Collection<String> userIds) {
    if (!userIds.isEmpty()) {
      jdbc.sql("delete from member_audience where user_id = any(?)")
          .param(userIds.stream().sorted().toArray(String[]::new))
          .update();
    }
  }
}
