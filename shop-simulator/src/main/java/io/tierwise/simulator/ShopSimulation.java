package io.tierwise.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs the shop day by day and hands out its events in order of time. Only the events of a day and
 * what is already bound to follow (refunds, reviews) are in memory.
 */
final class ShopSimulation implements Iterator<ShopEvent> {
  private static final long WEEK = Duration.ofDays(7).toMillis();
  private static final long BREAK = Duration.ofMinutes(45).toMillis();
  private static final double LAPSED = 0.12;

  private record Scheduled(ShopEvent event, long ordinal) {}

  private record PlannedVisit(long at, boolean orders) {}

  private final Seasonality seasonality;
  private final List<Patron> patrons;
  private final ShoppingScript script;
  private final Aftermath aftermath;
  private final SitePromotions promotions;
  private final PromotionResponse promotionResponse;
  private final PriorityQueue<Scheduled> ahead =
      new PriorityQueue<>(
          Comparator.comparing((Scheduled s) -> s.event().timestamp())
              .thenComparingLong(Scheduled::ordinal));
  private long ordinals;
  private long orders;
  private int day;

  ShopSimulation(
      long seed, Catalogue catalogue, List<CustomerModel> people, Seasonality seasonality) {
    ChoiceModel choices = new ChoiceModel(catalogue);
    this.seasonality = seasonality;
    this.patrons = people.stream().map(model -> new Patron(seed, model)).toList();
    this.script = new ShoppingScript(catalogue, choices, () -> "o-" + (1_000_000 + orders++));
    this.aftermath = new Aftermath(catalogue, this::schedule);
    this.promotions = new SitePromotions(catalogue);
    this.promotionResponse = new PromotionResponse(catalogue);
  }

  @Override
  public boolean hasNext() {
    return peek() != null;
  }

  @Override
  public ShopEvent next() {
    if (peek() == null) {
      throw new NoSuchElementException("the period is over");
    }
    return ahead.remove().event();
  }

  /** How many events are generated and not yet handed out. */
  int held() {
    return ahead.size();
  }

  private @Nullable Scheduled peek() {
    while (true) {
      Scheduled head = ahead.peek();
      // What begins on a day happens on it or later, so all before the next day is complete.
      if (head != null && head.event().timestamp().toEpochMilli() < seasonality.startOf(day)) {
        return head;
      }
      if (day == seasonality.days()) {
        return null;
      }
      simulate(day++);
    }
  }

  private void schedule(ShopEvent event) {
    if (event.timestamp().toEpochMilli() < seasonality.startOf(seasonality.days())) {
      ahead.add(new Scheduled(event, ordinals++));
    }
  }

  private void simulate(int today) {
    for (Patron patron : patrons) {
      for (PlannedVisit visit : visits(patron, today)) {
        visit(patron, visit, today);
      }
    }
  }

  private List<PlannedVisit> visits(Patron patron, int today) {
    long from = seasonality.startOf(today);
    long to = seasonality.startOf(today + 1);
    CustomerModel model = patron.model;
    if (model.firstSeen() >= to) {
      return List.of();
    }
    List<PlannedVisit> visits = new ArrayList<>();
    for (long at : model.process().orderVisits()) {
      if (at >= from && at < to) {
        visits.add(new PlannedVisit(at, true));
      }
    }
    boolean opens = model.firstSeen() >= from;
    if (opens && (visits.isEmpty() || visits.getFirst().at() > model.firstSeen())) {
      visits.add(new PlannedVisit(model.firstSeen(), false));
    }
    int more = Draws.poisson(patron.random, browseRate(model, from) * seasonality.factor(today));
    for (int i = 0; i < more; i++) {
      long at = seasonality.moment(today, model.customer().timeZone(), patron.random);
      if (at > model.firstSeen()) {
        visits.add(new PlannedVisit(at, false));
      }
    }
    visits.sort(Comparator.comparingLong(PlannedVisit::at));
    return visits;
  }

  /** Visits without an order a day; those who never buy lose interest over some weeks. */
  private static double browseRate(CustomerModel model, long at) {
    double rate = model.browseVisitsPerWeek() / 7;
    if (!model.everBuys()) {
      return rate * Math.exp(-(at - model.firstSeen()) / (6.0 * WEEK));
    }
    return at > model.process().droppedOutAt() ? rate * LAPSED : rate;
  }

  private void visit(Patron patron, PlannedVisit planned, int today) {
    long start = patron.begin(planned.at(), BREAK);
    Journey journey = enter(patron, start);
    if (signsUpNow(patron, planned, start)) {
      journey.identify();
    }
    String department = promotions.department(today);
    boolean tempted = department != null && promotionResponse.tempts(journey, department, today);
    if (planned.orders() || tempted) {
      ShopOrder order = script.buy(journey);
      aftermath.follow(patron, order, journey.now());
    } else {
      script.browse(journey);
    }
    journey.end();
  }

  /** On the main device, or for some on a second one that the shop does not know at first. */
  private Journey enter(Patron patron, long start) {
    boolean owner = Math.floorMod(Draws.mix(patron.model.index()), 5) < 2;
    int device = patron.signedUp() && owner && Draws.chance(patron.random, 0.18) ? 1 : 0;
    boolean known = patron.known(device);
    boolean loggedIn = known && Draws.chance(patron.random, device == 0 ? 0.8 : 0.5);
    Journey journey = new Journey(patron, start, device, loggedIn, this::schedule);
    if (loggedIn && journey.chance(0.2)) {
      journey.identify();
    }
    return journey;
  }

  /**
   * Those who never buy open an account while they browse; buyers do it at their first checkout.
   */
  private static boolean signsUpNow(Patron patron, PlannedVisit planned, long start) {
    CustomerModel model = patron.model;
    return !patron.signedUp() && !planned.orders() && !model.everBuys() && start >= model.signsUp();
  }
}
