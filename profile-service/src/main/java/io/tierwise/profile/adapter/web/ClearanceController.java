package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.quality.Clearance;
import io.tierwise.profile.quality.DataQuality;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Suspicions that people have looked into. */
@RestController
@Tag(name = "Quality")
class ClearanceController {
  private static final int LONGEST_REASON = 1_000;
  private final DataQuality quality;
  private final ReadProfiles profiles;

  ClearanceController(DataQuality quality, ReadProfiles profiles) {
    this.quality = quality;
    this.profiles = profiles;
  }

  @Schema(name = "SuspicionClearanceRequest")
  record ClearanceRequest(
      @Schema(example = "Our own shop assistant, orders for customers") @Nullable String reason) {}

  @Schema(name = "SuspicionClearance")
  record ClearanceAnswer(
      @Schema(example = "12347") String userId,
      @Schema(description = "That had fired", example = "[\"events-per-minute\"]")
          List<String> rules,
      @Schema(example = "local") String by,
      @Schema(example = "Our own shop assistant, orders for customers") String reason,
      Instant clearedAt) {
    static ClearanceAnswer of(Clearance of) {
      return new ClearanceAnswer(of.userKey(), of.rules(), of.by(), of.reason(), of.clearedAt());
    }
  }

  @Schema(name = "SuspicionClearances")
  record Clearances(List<ClearanceAnswer> items) {}

  @PostMapping("/v1/profiles/{id}/clearances")
  @Operation(
      summary = "Clear a user who was suspected by mistake",
      description =
          "All ids of the user: what is suspected of them is taken back, no rule flags them again,"
              + " and the features are published. Answers with all clearances of the user.")
  Clearances clear(
      @PathVariable("id") String id,
      @RequestBody ClearanceRequest body,
      HttpServletRequest request) {
    List<String> keys = keysOf(id);
    TypedText text = new TypedText();
    String reason = text.required("reason", body.reason(), LONGEST_REASON);
    text.check();
    if (!quality.clear(keys, Caller.of(request).name(), reason)) {
      throw ProblemException.conflict("not-suspected", "Nothing is suspected of '" + id + "'");
    }
    return clearancesOf(keys);
  }

  @GetMapping("/v1/profiles/{id}/clearances")
  @Operation(summary = "Who cleared a user, when and why")
  Clearances get(@PathVariable("id") String id) {
    return clearancesOf(keysOf(id));
  }

  private List<String> keysOf(String id) {
    var profile = profiles.find(id).orElseThrow(() -> ProfileController.unknown(id));
    List<String> keys = new ArrayList<>(profile.mergedKeys());
    keys.add(profile.userKey());
    return keys;
  }

  private Clearances clearancesOf(List<String> keys) {
    return new Clearances(quality.clearancesOf(keys).stream().map(ClearanceAnswer::of).toList());
  }
}
