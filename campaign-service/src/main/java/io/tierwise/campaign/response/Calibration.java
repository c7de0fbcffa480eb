package io.tierwise.campaign.response;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether rates come true: contacts in the order of what the model said of them before it could
 * know, in bins of about equal size, and how many were answered.
 *
 * @param bins the lowest prediction first
 * @param error mean distance of predicted and observed rates, weighted by contacts
 */
public record Calibration(List<Bin> bins, double error) {
  private static final int BINS = 10;

  public Calibration {
    bins = List.copyOf(bins);
  }

  public record Bin(double predicted, double observed, long contacts, long responses) {}

  /** Contacts of a day whose attribution window has passed. */
  public record Day(LocalDate day, ResponseCount count) {}

  private record Foretold(double predicted, double contacts, double responses) {}

  /**
   * Goes through the days: each is foretold by a model of those whose outcomes were complete when
   * it began.
   *
   * @param days in order
   * @param windowDays how long outcomes take
   */
  public static Calibration of(ResponsePrior prior, List<Day> days, long windowDays) {
    List<Foretold> foretold = new ArrayList<>();
    List<ResponseCount> known = new ArrayList<>();
    int next = 0;
    LocalDate builtFor = null;
    ResponseModel model = new ResponseModel(prior.rate(), prior.strength(), known);
    for (Day day : days) {
      if (!day.day().equals(builtFor)) {
        int before = known.size();
        while (next < days.size()
            && days.get(next).day().plusDays(windowDays).isBefore(day.day())) {
          known.add(days.get(next++).count());
        }
        if (known.size() > before) {
          model = new ResponseModel(prior.rate(), prior.strength(), known);
        }
        builtFor = day.day();
      }
      ResponseCount c = day.count();
      double rate = model.mean(c.campaignId(), c.offerId(), c.channel(), c.tier());
      foretold.add(new Foretold(rate, c.trials(), c.responses()));
    }
    return binned(foretold);
  }

  private static Calibration binned(List<Foretold> foretold) {
    foretold.sort(Comparator.comparingDouble(Foretold::predicted));
    double total = foretold.stream().mapToDouble(Foretold::contacts).sum();
    List<Bin> bins = new ArrayList<>();
    double contacts = 0;
    double responses = 0;
    double predicted = 0;
    double seen = 0;
    double error = 0;
    for (int i = 0; i < foretold.size(); i++) {
      Foretold one = foretold.get(i);
      contacts += one.contacts();
      responses += one.responses();
      predicted += one.predicted() * one.contacts();
      seen += one.contacts();
      boolean full = seen >= total * (bins.size() + 1) / BINS;
      if (contacts > 0 && (full || i == foretold.size() - 1)) {
        bins.add(
            new Bin(
                predicted / contacts,
                responses / contacts,
                Math.round(contacts),
                Math.round(responses)));
        error += Math.abs(predicted - responses) / total;
        contacts = 0;
        responses = 0;
        predicted = 0;
      }
    }
    return new Calibration(bins, error);
  }
}
