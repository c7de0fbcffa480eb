package io.tierwise.profile.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.tag.TagRule;
import io.tierwise.profile.tag.Tags;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tags that profiles have as long as conditions hold. */
@RestController
@Tag(name = "Tags")
class TagRuleController {
  private static final int LONGEST_NOTE = 500;

  private final Tags tags;
  private final Clock clock;

  TagRuleController(Tags tags, Clock clock) {
    this.tags = tags;
    this.clock = clock;
  }

  @Schema(name = "TagRuleRequest")
  record RuleRequest(
      @Schema(
              description = "Filters of GET /v1/profiles, but tag; all have to hold",
              example = "{\"minOrders\": 5, \"orderedWithinDays\": 90}")
          @Nullable Map<String, Object> conditions,
      @Schema(example = "Buys often, and bought lately") @Nullable String note) {}

  @Schema(name = "TagRule")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RuleAnswer(
      @Schema(example = "regular") String tag,
      @Schema(example = "{\"minOrders\": 5, \"orderedWithinDays\": 90}")
          Map<String, Object> conditions,
      @Schema(example = "Buys often, and bought lately") @Nullable String note,
      Instant changedAt,
      @Schema(example = "local") String changedBy,
      @Schema(description = "Users for whom it holds now; left out in lists", example = "312")
          @Nullable Long members) {}

  record RulesAnswer(List<RuleAnswer> items) {}

  @PutMapping("/v1/tag-rules/{tag}")
  @Operation(
      summary = "Make or change the rule of a tag",
      description =
          "Who has the tag is found out whenever it is asked for: GET /v1/profiles?tag= lists them,"
              + " and each profile says which tags it has. At most 100 rules.")
  RuleAnswer put(
      @Parameter(example = "regular") @PathVariable("tag") String tag,
      @RequestBody RuleRequest body,
      HttpServletRequest request) {
    TagNames.checked(tag);
    String note = body.note();
    if (note != null && (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0)) {
      throw ProblemException.invalid(
          "note", "invalid-length", "has more than " + LONGEST_NOTE + " characters, or a NUL");
    }
    TagRule rule =
        new TagRule(
            tag,
            FilterParameters.conditions(body.conditions()),
            note,
            clock.instant(),
            Caller.of(request).name());
    if (!tags.save(rule)) {
      throw ProblemException.conflict(
          "too-many-rules", "There are " + Tags.MOST_RULES + " rules already");
    }
    return get(tag);
  }

  @GetMapping("/v1/tag-rules/{tag}")
  @Operation(summary = "The rule of a tag, and how many users have it")
  RuleAnswer get(@PathVariable("tag") String tag) {
    TagRule rule = tags.rule(tag).orElseThrow(() -> unknown(tag));
    return answer(rule, tags.members(rule));
  }

  @GetMapping("/v1/tag-rules")
  @Operation(summary = "All rules by tag")
  RulesAnswer all() {
    return new RulesAnswer(tags.rules().stream().map(rule -> answer(rule, null)).toList());
  }

  @DeleteMapping("/v1/tag-rules/{tag}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Forget the rule of a tag",
      description = "Profiles keep the tag where it was given by hand.")
  void delete(@PathVariable("tag") String tag) {
    if (!tags.deleteRule(tag)) {
      throw unknown(tag);
    }
  }

  private static RuleAnswer answer(TagRule rule, @Nullable Long members) {
    return new RuleAnswer(
        rule.tag(),
        FilterParameters.stated(rule.conditions()),
        rule.note(),
        rule.changedAt(),
        rule.changedBy(),
        members);
  }

  private static ProblemException unknown(String tag) {
    return ProblemException.notFound("rule of a tag", tag);
  }
}
