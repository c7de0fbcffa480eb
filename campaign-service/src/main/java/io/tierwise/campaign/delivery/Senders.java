package io.tierwise.campaign.delivery;

import java.util.Optional;

/** Port: the senders of this installation. */
public interface Senders {
  Sender of(ChannelDelivery delivery);

  /** What keeps it from sending, such as a secret that is not there. */
  Optional<Trouble> trouble(SenderSettings settings);

  /**
   * @param field of the settings
   */
  record Trouble(String field, String code, String message) {}
}
