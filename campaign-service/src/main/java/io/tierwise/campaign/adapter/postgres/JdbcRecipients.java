package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.delivery.Recipient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Whom messages go to, as profiles and tiers say now. */
public final class JdbcRecipients {
  private final JdbcClient jdbc;

  public JdbcRecipients(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By any of the user's ids. */
  public Optional<Recipient> find(String userId) {
    String person =
        jdbc.sql("select " + JdbcPersons.PERSON)
            .params(userId, userId)
            .query(String.class)
            .single();
    return Optional.ofNullable(of(List.of(person)).get(person));
  }

  Map<String, Recipient> of(Collection<String> userIds) {
    Map<String, Recipient> found = new HashMap<>();
    jdbc.sql(
            """
            select p.user_id, t.tier, p.features ->> 'locale' as locale,
                   p.features -> 'traits' as traits
            from member_profile p left join member_tier t on t.user_id = p.user_id
            where p.user_id = any(?)
            """)
        .param(userIds.stream().distinct().toArray(String[]::new))
        .query(
            row -> {
              found.put(
                  row.getString("user_id"),
                  new Recipient(
                      row.getString("user_id"),
                      row.getString("tier"),
                      row.getString("locale"),
                      traits(row.getString("traits"))));
            });
    return found;
  }

  private static Map<String, String> traits(@Nullable String json) {
    Map<String, String> traits = new HashMap<>();
    if (json != null) {
      JsonNode document = StoredJson.read(json, JsonNode.class);
      document
          .properties()
          .forEach(
              trait -> {
                if (trait.getValue().isValueNode() && !trait.getValue().isNull()) {
                  traits.put(trait.getKey(), trait.getValue().asString());
                }
              });
    }
    return traits;
  }
}
