package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.delivery.Template;
import io.tierwise.campaign.delivery.Templates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Templates as documents. */
public final class JdbcTemplates implements Templates {
  private final JdbcClient jdbc;

  public JdbcTemplates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Document(List<String> fields, List<Template.Variant> variants) {}

  @Override
  public void put(Template template) {
    jdbc.sql(
            """
            insert into message_template (name, document, updated_at) values (?, ?::jsonb, ?)
            on conflict (name) do update
              set document = excluded.document, updated_at = excluded.updated_at
            """)
        .params(
            template.name(),
            StoredJson.write(new Document(template.fields(), template.variants())),
            Rows.time(template.updatedAt()))
        .update();
  }

  @Override
  public Optional<Template> find(String name) {
    return jdbc.sql("select * from message_template where name = ?")
        .param(name)
        .query((row, _) -> template(row))
        .optional();
  }

  @Override
  public List<Template> list(@Nullable String after, int limit) {
    return jdbc.sql(
            "select * from message_template where ?::text is null or name > ? order by name limit ?")
        .param(after)
        .param(after)
        .param(limit)
        .query((row, _) -> template(row))
        .list();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("delete from message_template where name = ?").param(name).update() == 1;
  }

  private static Template template(ResultSet row) throws SQLException {
    Document document = StoredJson.read(row.getString("document"), Document.class);
    return new Template(
        row.getString("name"),
        document.fields(),
        document.variants(),
        Rows.instant(row, "updated_at"));
  }
}
