package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.run.TierLabels;
import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Labels that an analyst gives customers, for the supervised engines to learn from. */
@RestController
@RequestMapping("/v1/tier-labels")
@Tag(name = "Runs")
class TierLabelController {
  private static final int MOST_SHOWN = 20;
  private static final int MOST_LABELS = 200_000;

  private final TierLabels labels;
  private final TierPolicies policies;

  TierLabelController(TierLabels labels, TierPolicies policies) {
    this.labels = labels;
    this.policies = policies;
  }

  /** Tier by customer id. */
  record Labels(@Nullable Map<String, @Nullable String> labels) {}

  record Summary(long customers, Map<String, Long> tiers) {}

  /**
   * @param unknown how many ids are no customers
   * @param unknownIds some of them
   */
  record Stored(long customers, Map<String, Long> tiers, int unknown, List<String> unknownIds) {}

  /** A label and what to call it where it is wrong. */
  private record Line(String field, String customer, @Nullable String tier) {}

  @GetMapping
  @Operation(summary = "How many customers are labelled with each tier")
  Summary get() {
    Map<String, Long> tiers = labels.counts();
    return new Summary(sum(tiers), tiers);
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Put labels in place of all before: a tier of the policy by customer id",
      description =
          "As JSON, or as text/csv with a line `customerId,tier` each. Ids that are no customers"
              + " are left out and told.")
  Stored put(@RequestBody Labels body) {
    List<Line> lines = new ArrayList<>();
    if (body.labels() == null) {
      throw ProblemException.invalid("labels", "required", "is missing");
    }
    body.labels()
        .forEach((customer, tier) -> lines.add(new Line("labels." + customer, customer, tier)));
    return store(lines);
  }

  @PutMapping(consumes = "text/csv")
  Stored putCsv(@RequestBody String csv) {
    List<Line> lines = new ArrayList<>();
    String[] texts = csv.split("\\R");
    for (int i = 0; i < texts.length; i++) {
      int comma = texts[i].lastIndexOf(',');
      String customer = cell(texts[i].substring(0, Math.max(0, comma)));
      String tier = comma < 0 ? null : cell(texts[i].substring(comma + 1));
      boolean header = i == 0 && "tier".equalsIgnoreCase(tier);
      if (!header && !texts[i].isBlank()) {
        lines.add(new Line("line " + (i + 1), customer, tier));
      }
    }
    return store(lines);
  }

  private Stored store(List<Line> lines) {
    Set<String> names =
        policies.current().tiers().stream().map(TierDefinition::name).collect(Collectors.toSet());
    List<FieldProblem> problems = new ArrayList<>();
    Map<String, String> tiers = new LinkedHashMap<>();
    for (Line line : lines) {
      String tier = line.tier();
      if (tier == null || !names.contains(tier)) {
        problems.add(
            new FieldProblem(
                line.field(), "unknown-tier", "'" + tier + "' is no tier of the policy"));
      } else if (line.customer().isBlank() || line.customer().indexOf('\0') >= 0) {
        problems.add(new FieldProblem(line.field(), "invalid-id", "is no customer id"));
      } else if (tiers.put(line.customer(), tier) != null) {
        problems.add(
            new FieldProblem(
                line.field(), "labelled-twice", "'" + line.customer() + "' has a label already"));
      }
    }
    if (lines.size() > MOST_LABELS) {
      problems.add(
          new FieldProblem("labels", "too-many", lines.size() + " are more than " + MOST_LABELS));
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems.subList(0, Math.min(problems.size(), MOST_SHOWN)));
    }
    List<String> unknown = labels.replace(tiers);
    Map<String, Long> counts = labels.counts();
    return new Stored(
        sum(counts),
        counts,
        unknown.size(),
        unknown.subList(0, Math.min(unknown.size(), MOST_SHOWN)));
  }

  private static String cell(String text) {
    String cell = text.strip();
    return cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
        ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"")
        : cell;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
