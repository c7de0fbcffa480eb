package io.tierwise.campaign.run;

import io.tierwise.campaign.affinity.OfferProducts;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Offer;

/** One offer of one campaign, a column of the allocation problem. */
record Column(int campaignIndex, Campaign campaign, Offer offer) {
  String key() {
    return campaign.id() + "/" + offer.offerId();
  }

  OfferProducts products() {
    return new OfferProducts(key(), offer.itemIds(), offer.categories());
  }
}
