package io.tierwise.simulator;

import io.tierwise.simulator.CampaignOutcome.Response;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plays how customers answer a campaign: who sees it, clicks it and orders because of it, and who
 * orders anyway, in the treated group and in the control group. What a contact does to a customer
 * is known ({@link ShopTruth#treatmentEffect}); further contacts of the same customer in the same
 * window do half as much each.
 *
 * <p>A customer's answer depends on the seed, the customer and the window alone: not on who else is
 * contacted, nor on the order of the lists.
 */
public final class CampaignResponses {
  private final Shop shop;
  private final long seed;

  public CampaignResponses(Shop shop, long seed) {
    this.shop = shop;
    this.seed = seed;
  }

  /**
   * @param contacts those of user ids that the shop does not know stay unanswered
   * @param controls customer ids that were eligible and held out; one that has a contact
   *     nevertheless counts as treated
   */
  public CampaignOutcome play(
      Collection<Contact> contacts, Collection<String> controls, ResponseWindow window) {
    ShopTruth truth = shop.truth();
    Map<String, List<Contact>> byCustomer =
        contacts.stream()
            .filter(contact -> truth.knows(contact.customerId()))
            .sorted(Comparator.comparing(Contact::contactId))
            .collect(Collectors.groupingBy(Contact::customerId, TreeMap::new, Collectors.toList()));
    for (String control : controls) {
      if (truth.knows(control)) {
        byCustomer.putIfAbsent(control, List.of());
      }
    }
    long play = Draws.mix(seed + Draws.mix(window.start()));
    List<ShopEvent> events = new ArrayList<>();
    List<Response> responses = new ArrayList<>();
    byCustomer.forEach(
        (customerId, received) -> {
          CustomerResponse response =
              new CustomerResponse(shop, truth.model(customerId), play, window);
          responses.add(response.to(received));
          events.addAll(response.events());
        });
    events.sort(Comparator.comparing(ShopEvent::timestamp));
    return new CampaignOutcome(events, responses);
  }
}
