package io.tierwise.campaign.delivery;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the templates by their names. */
public interface Templates {
  void put(Template template);

  Optional<Template> find(String name);

  /**
   * @param after the name that the last page ended with; null from the beginning
   */
  List<Template> list(@Nullable String after, int limit);

  boolean remove(String name);
}
