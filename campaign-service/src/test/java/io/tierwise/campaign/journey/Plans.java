package io.tierwise.campaign.journey;

import io.tierwise.campaign.journey.JourneyReader.Reading;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Journeys from JSON, as clients write them. */
final class Plans {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static JourneyDocument document(String json) {
    return JSON.readValue(json, JourneyDocument.class);
  }

  static JourneyPlan plan(String json) {
    return JourneyReader.trusted(document(json));
  }

  /** Field and code of everything that is wrong. */
  static List<String> flaws(String json) {
    return switch (new JourneyReader(name -> !name.equals("gone")).read(document(json))) {
      case Reading.Sound _ -> List.of();
      case Reading.Flawed(List<Flaw> flaws) ->
          flaws.stream().map(flaw -> flaw.field() + " " + flaw.code()).toList();
    };
  }

  private Plans() {}
}
