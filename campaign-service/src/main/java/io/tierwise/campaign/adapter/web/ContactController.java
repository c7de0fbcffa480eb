package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.Contacts.Filter;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.contact.ListedContact;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Contacts")
class ContactController {
  private static final int MOST = 1_000;
  private final Contacts contacts;
  private final Campaigns campaigns;
  private final AllocationRuns runs;
  private final Amounts amounts;

  ContactController(
      Contacts contacts,
      Campaigns campaigns,
      AllocationRuns runs,
      @Value("${tierwise.base-currency}") String currency) {
    this.contacts = contacts;
    this.campaigns = campaigns;
    this.runs = runs;
    this.amounts = new Amounts(currency);
  }

  /** A user whom the experiment of a campaign held out. */
  record HeldOut(String userId, Instant at) {}

  @GetMapping("/v1/users/{id}/contacts")
  @Operation(summary = "List the contacts of a user, oldest first")
  Page<ContactView> ofUser(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    return list(new Filter(id, null, null), cursor, limit);
  }

  @GetMapping("/v1/campaigns/{id}/contacts")
  @Operation(summary = "List the contacts of a campaign, oldest first")
  Page<ContactView> ofCampaign(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    requireCampaign(id);
    return list(new Filter(null, id, null), cursor, limit);
  }

  @GetMapping("/v1/allocations/{id}/contacts")
  @Operation(summary = "List the contacts that an allocation made")
  Page<ContactView> ofAllocation(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    if (runs.find(id).isEmpty()) {
      throw ProblemException.notFound("allocation", id);
    }
    return list(new Filter(null, null, id), cursor, limit);
  }

  @GetMapping("/v1/campaigns/{id}/holdout")
  @Operation(
      summary = "List the control group of a campaign's experiment",
      description =
          "Held-out users whom the same prices would have chosen: compare them with the treated,"
              + " not the held-out users as a whole.")
  Page<HeldOut> holdout(
      @PathVariable String id,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    requireCampaign(id);
    int size = Cursor.limit(limit, MOST);
    return Page.of(
            contacts.controls(id, Cursor.decode(cursor), size + 1), size, ExperimentUnit::userId)
        .map(unit -> new HeldOut(unit.userId(), unit.at()));
  }

  private void requireCampaign(String id) {
    if (campaigns.find(id).isEmpty()) {
      throw ProblemException.notFound("campaign", id);
    }
  }

  private Page<ContactView> list(Filter filter, @Nullable String cursor, int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(
            contacts.list(filter, position(cursor), size + 1),
            size,
            (ListedContact listed) -> String.valueOf(listed.position()))
        .map(listed -> ContactView.of(listed, amounts));
  }

  private static long position(@Nullable String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? 0 : Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }
}
