package io.tierwise.campaign.response;

import java.time.Instant;
import java.util.List;

/** Port: what became of the arms of the campaigns' own experiments. */
public interface RandomisedOutcomes {
  /**
   * @param treated by offer, channel and tier of the first contact
   * @param control by tier, see {@link UpliftRates#heldOut}
   */
  record Arms(List<ResponseCount> treated, List<ResponseCount> control) {
    public Arms {
      treated = List.copyOf(treated);
      control = List.copyOf(control);
    }
  }

  Arms arms(Instant now);
}
