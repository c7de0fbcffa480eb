package io.tierwise.simulator;

import io.tierwise.simulator.CampaignOutcome.Response;
import io.tierwise.simulator.ShopEvent.Promotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One customer's answer to the contacts of a window, or to none of them. */
final class CustomerResponse {
  private final Catalogue catalogue;
  private final ChoiceModel choices;
  private final ShoppingScript script;
  private final TreatmentModel treatment;
  private final ValueClass value;
  private final CustomerModel model;
  private final Patron patron;
  private final RandomGenerator random;
  private final ResponseWindow window;
  private final List<ShopEvent> events = new ArrayList<>();

  CustomerResponse(Shop shop, CustomerModel model, long play, ResponseWindow window) {
    String customerId = model.customer().customerId();
    this.catalogue = shop.catalogue();
    this.choices = new ChoiceModel(catalogue);
    this.treatment = shop.truth().treatment();
    this.value = shop.truth().customer(customerId).valueClass();
    this.model = model;
    this.patron = new Patron(shop.settings().seed(), play, model);
    this.random = patron.random;
    this.window = window;
    String orderId = "o-" + Patron.hex(Draws.mix(play + model.index())).substring(0, 12);
    this.script = new ShoppingScript(catalogue, choices, () -> orderId);
    patron.identified(0);
  }

  /** All within the window; visits may overlap where the window is short. */
  List<ShopEvent> events() {
    return events;
  }

  Response to(List<Contact> contacts) {
    double base = treatment.base(model);
    boolean organic = Draws.chance(random, base);
    boolean caused = false;
    double organicProbability = base;
    double notCaused = 1;
    for (int i = 0; i < contacts.size(); i++) {
      Contact contact = contacts.get(i);
      double match = Taste.match(catalogue, model, contact.categories(), contact.itemIds());
      double lift = treatment.lift(model, value, contact.channel(), match, i);
      double seenBy = treatment.seen(contact.channel());
      boolean seen = Draws.chance(random, seenBy);
      if (lift < 0) {
        organicProbability *= 1 + lift / base;
        organic &= !(seen && Draws.chance(random, -lift / (base * seenBy)));
      } else {
        notCaused *= 1 - lift / (1 - base);
      }
      boolean orders =
          lift > 0 && seen && Draws.chance(random, lift / ((1 - base) * seenBy)) && !caused;
      caused |= orders;
      if (seen) {
        see(contact, match, orders, i);
      }
    }
    if (organic && !caused) {
      orderUnasked();
    }
    double probability = organicProbability + (1 - organicProbability) * (1 - notCaused);
    return new Response(
        model.customer().customerId(), !contacts.isEmpty(), base, probability, organic || caused);
  }

  private void see(Contact contact, double match, boolean orders, int number) {
    List<ShopEvent> visit = new ArrayList<>();
    long earliest = window.start() + (long) (0.1 * number * window.millis());
    Journey journey = enter(earliest, 0.5, visit);
    Promotion promotion =
        new Promotion(
            contact.offerId(),
            contact.campaignId(),
            contact.offerId(),
            contact.creative(),
            contact.channel(),
            contact.contactId());
    journey.emit(EventKind.PROMOTION_VIEWED, promotion);
    journey.pause(2, 15);
    if (orders || Draws.chance(random, 0.04 + 0.12 * match)) {
      journey.emit(EventKind.PROMOTION_CLICKED, promotion);
      journey.pause(1, 5);
      int item = offered(contact);
      if (orders) {
        patron.plan(item);
        script.buy(journey);
      } else {
        script.view(journey, item);
      }
    }
    leave(journey, visit);
  }

  private void orderUnasked() {
    List<ShopEvent> visit = new ArrayList<>();
    Journey journey = enter(window.start(), 0.8, visit);
    script.buy(journey);
    leave(journey, visit);
  }

  /** An item of the offer: the one the customer likes best of those named, or one of a category. */
  private int offered(Contact contact) {
    List<Integer> items =
        contact.itemIds().stream().map(catalogue::indexOf).filter(item -> item >= 0).toList();
    if (!items.isEmpty()) {
      double[] likings =
          items.stream().mapToDouble(item -> choices.probability(model, item)).toArray();
      return items.get(Draws.index(random, likings));
    }
    Set<Integer> leaves = Taste.leaves(catalogue, contact.categories(), List.of());
    for (int interest : model.interests()) {
      if (leaves.contains(interest)) {
        return choices.inLeaf(model, interest, random);
      }
    }
    return leaves.isEmpty()
        ? choices.browse(model, random)
        : choices.inLeaf(model, leaves.stream().sorted().findFirst().orElseThrow(), random);
  }

  private Journey enter(long earliest, double share, List<ShopEvent> visit) {
    long wanted = earliest + (long) (random.nextDouble() * share * window.millis());
    long last = window.start() + (long) (0.9 * window.millis());
    long start = Math.min(patron.begin(wanted, 1), last);
    return new Journey(patron, start, 0, true, visit::add);
  }

  /** Squeezes a visit that would last too long into what is left of the window. */
  private void leave(Journey journey, List<ShopEvent> visit) {
    long start = visit.getFirst().timestamp().toEpochMilli();
    long last = visit.getLast().timestamp().toEpochMilli();
    long room = window.start() + window.millis() - 1 - start;
    double squeeze = last - start > room ? (double) room / (last - start) : 1;
    for (ShopEvent event : visit) {
      long since = event.timestamp().toEpochMilli() - start;
      events.add(at(event, start + (long) (since * squeeze)));
    }
    journey.end();
  }

  private static ShopEvent at(ShopEvent event, long moment) {
    return new ShopEvent(
        event.messageId(),
        event.kind(),
        event.userId(),
        event.anonymousId(),
        Instant.ofEpochMilli(moment),
        event.visit(),
        event.payload());
  }
}
