package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.run.AllocationRequest;
import io.tierwise.campaign.run.AllocationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what the shadow prices of a plan mean. */
final class FurtherUnits {
  private final String currency;

  FurtherUnits(String currency) {
    this.currency = currency;
  }

  List<String> words(AllocationResult result, AllocationRequest request) {
    List<String> words = new ArrayList<>();
    for (AllocationResult.CampaignShare campaign : result.byCampaign()) {
      double price = result.prices().getOrDefault(campaign.campaignId(), 0.0);
      words.add(
          price > 0
              ? "One more %s for %s would earn %s beyond itself."
                  .formatted(currency, campaign.name(), money(price))
              : "More budget for %s would earn nothing: other limits hold it back, or all who are"
                      .formatted(campaign.name())
                  + " worth it are reached.");
    }
    result
        .channelPrices()
        .forEach(
            (channel, price) ->
                words.add(
                    price > 0
                        ? "One more contact by %s would earn %s.".formatted(channel, money(price))
                        : "More capacity of %s would earn nothing.".formatted(channel)));
    if (request.totalBudget() != null) {
      words.add(
          result.totalPrice() > 0
              ? "One more %s of the total budget would earn %s beyond itself."
                  .formatted(currency, money(result.totalPrice()))
              : "A larger total budget would earn nothing.");
    }
    for (AllocationResult.MinimumSpend minimum : result.minimumSpend()) {
      words.add(
          minimum.price() > 0
              ? "Each %s of the minimum spend on %s costs %s."
                  .formatted(currency, minimum.tier(), money(minimum.price()))
              : "The minimum spend on %s costs nothing: it would be spent anyway."
                  .formatted(minimum.tier()));
    }
    return words;
  }

  private String money(double value) {
    return String.format(Locale.ROOT, "%.2f %s", value, currency);
  }
}
