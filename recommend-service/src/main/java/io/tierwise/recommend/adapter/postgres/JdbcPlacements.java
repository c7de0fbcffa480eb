package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.placement.Placement;
import io.tierwise.recommend.placement.Placement.Selection;
import io.tierwise.recommend.placement.Placement.Variant;
import io.tierwise.recommend.placement.Placements;
import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Placements, each a row with a document. */
public final class JdbcPlacements implements Placements {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  public JdbcPlacements(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Definition(
      String description,
      List<Variant> variants,
      Selection selection,
      int limit,
      Filters filters,
      RankingRules rules) {}

  @Override
  public List<Placement> all() {
    return jdbc.sql("select * from placement order by name").query((row, _) -> read(row)).list();
  }

  @Override
  public Placement save(Placement placement) {
    Definition definition =
        new Definition(
            placement.description(),
            placement.variants(),
            placement.selection(),
            placement.limit(),
            placement.filters(),
            placement.rules());
    return jdbc.sql(
            """
            insert into placement (name, version, updated_at, definition)
            values (?, 1, ?, ?::jsonb)
            on conflict (name) do update set version = placement.version + 1,
              updated_at = excluded.updated_at, definition = excluded.definition
            returning *
            """)
        .params(
            placement.name(),
            Timestamp.from(placement.updatedAt()),
            json.writeValueAsString(definition))
        .query((row, _) -> read(row))
        .single();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("delete from placement where name = ?").param(name).update() == 1;
  }

  private Placement read(ResultSet row) throws SQLException {
    Definition definition = json.readValue(row.getString("definition"), Definition.class);
    return new Placement(
        row.getString("name"),
        definition.description(),
        definition.variants(),
        definition.selection(),
        definition.limit(),
        definition.filters(),
        definition.rules(),
        row.getInt("version"),
        row.getTimestamp("updated_at").toInstant());
  }
}
