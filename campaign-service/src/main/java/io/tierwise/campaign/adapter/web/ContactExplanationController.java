package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.decision.ContactExplanation;
import io.tierwise.campaign.decision.ExplainContacts;
import io.tierwise.contracts.UserKey;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a user is or is not contacted. */
@RestController
@Tag(name = "Contacts")
class ContactExplanationController {
  private static final int MOST = 100;
  private final ExplainContacts explainContacts;

  ContactExplanationController(ExplainContacts explainContacts) {
    this.explainContacts = explainContacts;
  }

  record ExplanationView(
      String campaignId,
      String name,
      @Schema(
              allowableValues = {
                "not-active",
                "not-reachable",
                "held-out-of-all",
                "not-in-audience",
                "contacted-already",
                "held-out",
                "capped",
                "quiet-hours",
                "channel-full",
                "budget-exhausted",
                "paced",
                "not-worth-its-price",
                "eligible"
              })
          String verdict,
      List<String> reasons,
      @Schema(description = "Best first; empty where it did not come to weighing them")
          List<ContactExplanation.Worth> offers) {
    static ExplanationView of(ContactExplanation explanation) {
      return new ExplanationView(
          explanation.campaignId(),
          explanation.name(),
          explanation.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          explanation.reasons(),
          explanation.offers());
    }
  }

  @GetMapping("/v1/users/{id}/contact-explanation")
  @Operation(
      summary = "Why each campaign would, or would not, contact a user now",
      description =
          "Campaigns by id. The first verdict that applies is told; nothing is charged or kept.")
  Page<ExplanationView> explain(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    Checks checks = new Checks();
    String user = checks.userId("id", id);
    checks.throwIfAny();
    int size = Cursor.limit(limit, MOST);
    return Page.of(
            explainContacts.of(user, !UserKey.isAnonymous(user), Cursor.decode(cursor), size + 1),
            size,
            ContactExplanation::campaignId)
        .map(ExplanationView::of);
  }
}
