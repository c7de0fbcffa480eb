package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.RuleReader;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a segment by rule. */
record AudienceRequest(
    @Schema(example = "Liked the garden, bought nothing for a month") @Nullable String description,
    @Schema(
            type = "object",
            description = "and, or, not, field, did or didNot; see docs/segments.md")
        @Nullable Object rule) {
  private static final int MAX_DESCRIPTION = 500;

  /** Only a rule. */
  record OnlyRule(
      @Schema(type = "object", description = "and, or, not, field, did or didNot")
          @Nullable Object rule) {}

  Rule checked(int maxDays) {
    if (description != null
        && (description.length() > MAX_DESCRIPTION || description.indexOf('\0') >= 0)) {
      throw ProblemException.invalid(
          "description", "too-long", "has more than 500 characters, or a NUL");
    }
    return rule(rule, maxDays);
  }

  /**
   * @throws ProblemException with a JSON pointer to everything that is wrong
   */
  static Rule rule(@Nullable Object tree, int maxDays) {
    return switch (RuleReader.read(tree, "/rule", maxDays)) {
      case RuleReader.Result.Read(Rule rule) -> rule;
      case RuleReader.Result.Wrong(List<io.tierwise.segmentation.rule.RuleProblem> problems) ->
          throw ProblemException.invalid(
              problems.stream()
                  .map(p -> new FieldProblem(p.pointer(), p.code(), p.message()))
                  .toList());
    };
  }
}
