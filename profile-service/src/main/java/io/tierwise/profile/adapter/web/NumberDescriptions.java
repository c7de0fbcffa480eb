package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import io.tierwise.profile.explain.ProfileNumber;
import io.tierwise.profile.explain.ProfileNumbers;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Gives each number of a profile its definition in the API's description. */
@Component
class NumberDescriptions implements OpenApiCustomizer {
  @Override
  public void customise(OpenAPI api) {
    Schema<?> profile = api.getComponents().getSchemas().get("Profile");
    if (profile == null) {
      return;
    }
    Map<String, ?> fields = profile.getProperties();
    for (ProfileNumber number : ProfileNumbers.all()) {
      if (fields.get(number.name()) instanceof Schema<?> field) {
        field.setDescription(number.definition() + " Unit: " + number.unit() + ".");
      }
    }
  }
}
