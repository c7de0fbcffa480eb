package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.pressure.Whereabouts;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Time zones and countries out of the members' profiles. */
public final class JdbcWhereabouts implements Whereabouts {
  private final JdbcClient jdbc;

  public JdbcWhereabouts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Map<String, Place> of(Collection<String> userIds) {
    Map<String, Place> places = new HashMap<>();
    jdbc.sql(
            """
            select u.id, p.features ->> 'timezone', p.features ->> 'country'
            from unnest(?::text[]) as u (id)
            left join member_identity i on i.alias_id = u.id
            join member_profile p on p.user_id = coalesce(i.user_id, u.id)
            """)
        .param(userIds.toArray(String[]::new))
        .query(
            row -> {
              places.put(row.getString(1), new Place(row.getString(2), row.getString(3)));
            });
    return places;
  }
}
