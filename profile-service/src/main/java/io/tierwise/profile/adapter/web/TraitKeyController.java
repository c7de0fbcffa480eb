package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.trait.TraitKeys;
import io.tierwise.profile.trait.TraitKeys.TraitKey;
import io.tierwise.profile.trait.TraitSample;
import io.tierwise.profile.trait.TypeHint;
import io.tierwise.starter.web.Cursor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which traits there are. */
@RestController
@Tag(name = "Profiles")
class TraitKeyController {
  private static final int MOST_PROFILES = 10_000;
  private static final int LARGEST_PAGE = 500;

  private final TraitSample sample;

  TraitKeyController(TraitSample sample) {
    this.sample = sample;
  }

  @Schema(name = "TraitKey")
  record KeyAnswer(
      @Schema(example = "email") String key,
      @Schema(description = "Profiles of the sample that have it", example = "812") long profiles,
      @Schema(
              description =
                  "The most frequent of boolean, number, date, instant, email, url, string, list,"
                      + " object",
              example = "email")
          String hint,
      @Schema(example = "{\"email\": 810, \"string\": 2}") Map<String, Long> types) {}

  @Schema(name = "TraitKeys")
  record KeysAnswer(
      @Schema(description = "Profiles that were looked at", example = "5200") long profiles,
      @Schema(description = "Different keys among them", example = "14") int keys,
      @Schema(description = "The most frequent first") List<KeyAnswer> items) {}

  @GetMapping("/v1/trait-keys")
  @Operation(
      summary = "Keys of traits and what their values look like",
      description =
          "Of all profiles up to 10,000, beyond that of about so many, chosen by where they are"
              + " stored. Values are not shown. limit is at most 500.")
  KeysAnswer keys(@RequestParam(value = "limit", defaultValue = "100") int limit) {
    int size = Cursor.limit(limit, LARGEST_PAGE);
    TraitKeys seen = sample.keys(MOST_PROFILES);
    List<TraitKey> keys = seen.keys();
    return new KeysAnswer(
        seen.profiles(),
        keys.size(),
        keys.stream().limit(size).map(TraitKeyController::answer).toList());
  }

  private static KeyAnswer answer(TraitKey key) {
    Map<String, Long> types = new TreeMap<>();
    key.types().forEach((type, count) -> types.put(name(type), count));
    return new KeyAnswer(key.key(), key.profiles(), name(key.hint()), types);
  }

  private static String name(TypeHint type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
