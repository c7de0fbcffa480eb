package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.CustomerIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ids as rows, one statement a poll; in the order of the ids, so that polls do not deadlock. */
public final class JdbcCustomerIds implements CustomerIds {
  private static final String KEEP =
      """
      with named as (
        select a as alias_id, u as user_id from unnest(?::text[], ?::text[]) as n (a, u)
      ), gone as (
        delete from customer_alias c where c.user_id = any(?::text[]) and not exists (
          select from named n where n.alias_id = c.alias_id and n.user_id = c.user_id)
      )
      insert into customer_alias (alias_id, user_id) select alias_id, user_id from named
      on conflict do nothing
      """;
  private static final String CUSTOMER =
      """
      select f.user_id from customer_feature f
      where f.user_id = ? or f.user_id in (select user_id from customer_alias where alias_id = ?)
      order by f.user_id = ? desc, f.features_as_of desc limit 1
      """;

  private final JdbcClient jdbc;

  public JdbcCustomerIds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keep(Map<String, ? extends Collection<String>> mergedIds) {
    List<String> aliases = new ArrayList<>();
    List<String> users = new ArrayList<>();
    new TreeMap<>(mergedIds)
        .forEach(
            (user, ids) ->
                ids.stream()
                    .sorted()
                    .forEach(
                        id -> {
                          aliases.add(id);
                          users.add(user);
                        }));
    jdbc.sql(KEEP)
        .params(
            Arrays.asList(
                aliases.toArray(String[]::new),
                users.toArray(String[]::new),
                mergedIds.keySet().toArray(String[]::new)))
        .update();
  }

  @Override
  public String customerOf(String id) {
    return jdbc.sql(CUSTOMER).params(id, id, id).query(String.class).optional().orElse(id);
  }
}
