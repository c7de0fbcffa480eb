package io.tierwise.launcher.demo;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.simulator.CampaignOutcome;
import io.tierwise.simulator.CampaignResponses;
import io.tierwise.simulator.Contact;
import io.tierwise.simulator.ResponseWindow;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopItem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plans the demo's campaigns, and plays how customers answer them. */
final class DemoCampaigns {
  private static final List<String> LAPSING = List.of("risk", "lose", "sleep", "hibernat");
  private static final int DEPARTMENTS = 6;
  private static final Duration SHORTEST_WINDOW = Duration.ofMillis(1_500);

  private final Rest rest;
  private final Shop shop;
  private final List<String> campaignIds = new ArrayList<>();
  private final Map<String, List<String>> categoriesOfOffer = new LinkedHashMap<>();

  DemoCampaigns(Rest rest, Shop shop) {
    this.rest = rest;
    this.shop = shop;
  }

  List<String> ids() {
    return campaignIds;
  }

  /**
   * @param tiers names, best first
   * @param segments names
   */
  void plan(List<String> tiers, List<String> segments)
      throws DemoFailed, IOException, InterruptedException {
    List<String> lapsing =
        segments.stream()
            .filter(name -> LAPSING.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains))
            .toList();
    create("Seasonal offers", "email", "0.06", "90.00", 0.25, List.of(), List.of());
    create(
        "Thanks to our best",
        "onsite",
        "0.04",
        "12.00",
        0.2,
        tiers.subList(0, Math.min(2, tiers.size())),
        List.of());
    create("Come back", "sms", "0.08", "16.00", 0.2, List.of(), lapsing);
  }

  /** A campaign that no allocation plans: it decides while the storefront asks. */
  void decideOnSite() throws DemoFailed, IOException, InterruptedException {
    start("On the home page", "onsite", "0.01", "20.00", 0, List.of(), List.of());
  }

  private void create(
      String name,
      String channel,
      String cost,
      String budget,
      double holdout,
      List<String> tiers,
      List<String> segments)
      throws DemoFailed, IOException, InterruptedException {
    campaignIds.add(start(name, channel, cost, budget, holdout, tiers, segments));
  }

  /** Its id. */
  private String start(
      String name,
      String channel,
      String cost,
      String budget,
      double holdout,
      List<String> tiers,
      List<String> segments)
      throws DemoFailed, IOException, InterruptedException {
    List<Map<String, Object>> offers = new ArrayList<>();
    for (String department : departments()) {
      String offerId =
          (name + " " + department).toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
      categoriesOfOffer.put(offerId, List.of(department));
      offers.add(
          Map.of(
              "offerId",
              offerId,
              "name",
              name + ": " + department,
              "categories",
              List.of(department),
              "channel",
              channel,
              "costPerContact",
              cost,
              "creatives",
              Map.of("default", creative(name, channel, department))));
    }
    Map<String, Object> audience = new LinkedHashMap<>();
    audience.put("tiers", tiers);
    audience.put("segments", segments);
    audience.put("conditions", List.of());
    audience.put("requireConsent", channel.equals("onsite") ? null : channel);
    Instant now = Instant.now();
    Map<String, Object> campaign = new LinkedHashMap<>();
    campaign.put("name", name);
    campaign.put("goal", "revenue");
    campaign.put("startsAt", now.minus(Duration.ofHours(1)).toString());
    campaign.put("endsAt", now.plus(Duration.ofDays(14)).toString());
    campaign.put("budget", Map.of("amount", budget, "currency", ShopItem.CURRENCY));
    campaign.put("margin", 0.3);
    campaign.put("offers", offers);
    campaign.put("audience", audience);
    campaign.put("holdoutShare", holdout);
    campaign.put("contactsPerUser", 1);
    String id =
        rest.post(ServiceSettings.CAMPAIGN, "/v1/campaigns", campaign).path("id").asString();
    // Their members' tiers may be on their way still.
    rest.post(
        ServiceSettings.CAMPAIGN,
        "/v1/campaigns/" + id + "/start?allow=audience-empty,unknown-tier,unknown-segment",
        null);
    return id;
  }

  private static Map<String, String> creative(String name, String channel, String department) {
    Map<String, String> creative = new LinkedHashMap<>();
    creative.put("title", name);
    creative.put("body", "New in " + department);
    if (channel.equals("email")) {
      creative.put("template", DemoMails.TEMPLATE);
    }
    return creative;
  }

  /** The departments with the most items. */
  private List<String> departments() {
    Map<String, Long> items =
        shop.items().stream()
            .collect(
                Collectors.groupingBy(ShopItem::department, TreeMap::new, Collectors.counting()));
    return items.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(DEPARTMENTS)
        .map(Map.Entry::getKey)
        .toList();
  }

  JsonNode allocate() throws DemoFailed, IOException, InterruptedException {
    return rest.run(
        ServiceSettings.CAMPAIGN,
        "/v1/allocations",
        Map.of("campaignIds", campaignIds, "contactsPerUser", 1),
        List.of("SUCCEEDED", "DONE", "COMPLETED", "FINISHED"));
  }

  /** What the contacted and the held-out customers do now. */
  CampaignOutcome responses(String allocationId)
      throws DemoFailed, IOException, InterruptedException {
    List<Contact> contacts = new ArrayList<>();
    Instant last = Instant.EPOCH;
    for (JsonNode contact :
        rest.all(ServiceSettings.CAMPAIGN, "/v1/allocations/" + allocationId + "/contacts")) {
      contacts.add(contact(contact));
      Instant decided = Instant.parse(contact.path("decidedAt").asString());
      last = decided.isAfter(last) ? decided : last;
    }
    List<String> controls = new ArrayList<>();
    for (String id : campaignIds) {
      for (JsonNode user : rest.all(ServiceSettings.CAMPAIGN, "/v1/campaigns/" + id + "/holdout")) {
        controls.add(user.path("userId").asString());
      }
    }
    Instant from = last.equals(Instant.EPOCH) ? Instant.now() : last;
    Instant now = Instant.now();
    Instant earliest = from.plus(SHORTEST_WINDOW);
    ResponseWindow window = new ResponseWindow(from, now.isAfter(earliest) ? now : earliest);
    return new CampaignResponses(shop, shop.settings().seed()).play(contacts, controls, window);
  }

  private Contact contact(JsonNode contact) {
    String offerId = contact.path("offerId").asString();
    return new Contact(
        contact.path("contactId").asString(),
        contact.path("campaignId").asString(),
        offerId,
        contact.path("userId").asString(),
        contact.path("channel").asString(),
        contact.path("tier").asString("default"),
        categoriesOfOffer.getOrDefault(offerId, List.of()),
        List.of());
  }

  /** The reports of all campaigns, that of the largest experiment first. */
  List<JsonNode> reports() throws DemoFailed, IOException, InterruptedException {
    List<JsonNode> reports = new ArrayList<>();
    for (String id : campaignIds) {
      reports.add(rest.get(ServiceSettings.CAMPAIGN, "/v1/campaigns/" + id + "/report"));
    }
    reports.sort((a, b) -> Long.compare(treated(b), treated(a)));
    return reports;
  }

  private static long treated(@Nullable JsonNode report) {
    return report == null ? 0 : report.path("experiment").path("treated").asLong();
  }
}
